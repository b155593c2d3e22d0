import { en as planning } from './planning.en'
import { en as settings } from './settings.en'
import { en as views } from './views.en'
import { en as work } from './work.en'

export const en = { ...work, ...planning, ...settings, ...views }
