import type { Schemas } from '../../shared/api/client'

export type Case = Schemas['AppCaseView']
export type Status = Schemas['AppCaseStatus']

export const STATUSES: Status[] = ['proposed', 'accepted', 'rejected']

/** A variable as it is being written. */
export interface Variable {
  name: string
  value: unknown
}

/** Return variables as rows to write in; a case without any begins with its question. */
export function variablesOf(vars: Record<string, unknown>): Variable[] {
  const rows = Object.entries(vars).map(([name, value]) => ({ name, value }))
  return rows.length > 0 ? rows : [{ name: 'question', value: '' }]
}

/** Return the variables that rows write; rows without a name are left out. */
export function varsOf(rows: Variable[]): Record<string, unknown> {
  return Object.fromEntries(rows.filter(({ name }) => name.trim()).map(({ name, value }) => [name.trim(), value]))
}

/** Tell whether two rows have the same name, so that one would be lost. */
export function hasTwins(rows: Variable[]): boolean {
  const names = rows.map(({ name }) => name.trim()).filter(Boolean)
  return new Set(names).size < names.length
}

/** Return the folders of cases, each once, in order. */
export function foldersOf(cases: Case[]): string[] {
  return [...new Set(cases.map(({ folder }) => folder).filter(Boolean))].sort()
}

/** Tell whether a text can be a folder: names between slashes, without dots or spaces first. */
export function isFolder(text: string): boolean {
  return text.length <= 200 && /^([\p{L}\p{N}_][\p{L}\p{N}_ .-]*(\/[\p{L}\p{N}_][\p{L}\p{N}_ .-]*)*)?$/u.test(text)
}
