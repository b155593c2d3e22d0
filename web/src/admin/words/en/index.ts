import { console } from './console'

export const en = { ...console }
