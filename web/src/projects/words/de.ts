import { de as planning } from './planning.de'
import { de as settings } from './settings.de'
import { de as views } from './views.de'
import { de as work } from './work.de'

export const de = { ...work, ...planning, ...settings, ...views }
