import type { Schemas } from '../shared/api/client'
import { en } from './words/en'

type Translate = (key: keyof typeof en, values?: Record<string, string | number>) => string

/** Return what a change did, in words. */
export function changeText({ kind, version, label, fields }: Schemas['CardChangeView'], t: Translate): string {
  const names = fields.map((field) => (isKey(`changed.${field}`) ? t(`changed.${field}` as keyof typeof en) : field))
  const text = t(`changes.${kind}`, { version: version ?? '–', label: label ?? '–' })
  return kind === 'draft_edited' && names.length > 0 ? `${text}: ${names.join(', ')}` : text
}

function isKey(key: string): boolean {
  return key in en
}
