import type { en } from '../en'
import { assessments } from './assessments'
import { dashboard } from './dashboard'
import { kinds } from './kinds'
import { questions } from './questions'

export const de: Record<keyof typeof en, string> = { ...kinds, ...dashboard, ...questions, ...assessments }
