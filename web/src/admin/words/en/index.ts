import { console } from './console'
import { service } from './service'

export const en = { ...console, ...service }
