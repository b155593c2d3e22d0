import { en as work } from './work.en'

export const en = { ...work }
