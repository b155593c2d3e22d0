import { assessments } from './assessments'
import { dashboard } from './dashboard'
import { kinds } from './kinds'
import { questions } from './questions'

export const en = { ...kinds, ...dashboard, ...questions, ...assessments }
