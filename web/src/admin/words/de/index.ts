import type { en } from '../en'
import { console } from './console'

export const de: Record<keyof typeof en, string> = { ...console }
