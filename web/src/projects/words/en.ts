import { en as planning } from './planning.en'
import { en as work } from './work.en'

export const en = { ...work, ...planning }
