import type { Content, Kind } from './content'

export type Api = Extract<Content, { kind: 'apis' }>
export type Table = Extract<Content, { kind: 'tables' }>
export type Section = Extract<Content, { kind: 'sections' }>
export type Column = NonNullable<Table['columns']>[number]

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE']
export const LOCATIONS = ['path', 'query', 'header', 'cookie'] as const

/** Return an item of a kind that says nothing yet. */
export function blank(kind: Kind): Content {
  if (kind === 'apis')
    return {
      kind,
      method: 'GET',
      path: '/',
      summary: '',
      description: '',
      tags: [],
      parameters: [],
      bodies: [],
      responses: [],
      security: [],
    }
  if (kind === 'tables')
    return { kind, name: '', description: '', columns: [], primaryKey: [], unique: [], relations: [] }
  return { kind, document: '', headings: [], position: 1, start: 0, line: null, text: '' }
}

/** Tell whether an item can be saved: it has a name of its own, and so has each of its parts. */
export function isReady(content: Content): boolean {
  if (content.kind === 'apis')
    return content.path.startsWith('/') && (content.parameters ?? []).every(({ name }) => name.trim())
  if (content.kind === 'sections') return Boolean(content.document.trim() && content.text.trim())
  const names = (content.columns ?? []).map(({ name }) => name.trim())
  return Boolean(content.name.trim()) && names.every(Boolean) && new Set(names).size === names.length
}

/** Tell whether an item can be edited by hand: of sections with the same headings, only the first is found again. */
export function isEditable(content: Content): boolean {
  return content.kind !== 'sections' || (content.position === 1 && (content.headings ?? []).length <= 6)
}

/** Return a section as Markdown from which the same headings are read. */
export function markdownOf({ headings, text }: Section): string {
  return [...(headings ?? []).map((heading, place) => `${'#'.repeat(place + 1)} ${heading}`), text].join('\n')
}

/** Return a table with one of its columns changed; keys go with its name. */
export function withColumn(table: Table, place: number, column: Column, isKey: boolean): Table {
  const columns = (table.columns ?? []).with(place, column)
  // While it is being typed, a name may be that of another column, whose keys stay.
  if (hasTwin(table, place)) return { ...table, columns }
  const before = table.columns?.[place]?.name ?? ''
  const others = (table.primaryKey ?? []).filter((each) => each !== before)
  const renamed = (names: string[]) => names.map((each) => (each === before ? column.name : each))
  const kept = (table.primaryKey ?? []).includes(before)
  return {
    ...table,
    columns,
    primaryKey: isKey ? (kept ? renamed(table.primaryKey ?? []) : [...others, column.name]) : others,
    unique: (table.unique ?? []).map(renamed),
    relations: (table.relations ?? []).map((each) => ({ ...each, columns: renamed(each.columns) })),
  }
}

/** Return a table without one of its columns, and without the keys and relations that need it. */
export function withoutColumn(table: Table, place: number): Table {
  const columns = (table.columns ?? []).toSpliced(place, 1)
  if (hasTwin(table, place)) return { ...table, columns }
  const gone = table.columns?.[place]?.name ?? ''
  return {
    ...table,
    columns,
    primaryKey: (table.primaryKey ?? []).filter((each) => each !== gone),
    unique: (table.unique ?? []).filter((names) => !names.includes(gone)),
    relations: (table.relations ?? []).filter(({ columns }) => !columns.includes(gone)),
  }
}

function hasTwin({ columns = [] }: Table, place: number): boolean {
  return columns.some(({ name }, other) => other !== place && name === columns[place]?.name)
}
