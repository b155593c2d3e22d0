import { de as work } from './work.de'

export const de = { ...work }
