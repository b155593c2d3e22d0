import type { en } from '../en'
import { console } from './console'
import { service } from './service'

export const de: Record<keyof typeof en, string> = { ...console, ...service }
