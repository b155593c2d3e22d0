import type { Schemas } from '../../shared/api/client'

export type Difference = Schemas['KnowledgeDifference']
export type Content = NonNullable<Difference['after']>
export type Kind = Schemas['ItemKind']
export type Line = { sign: ' ' | '+' | '-'; text: string }

export const KINDS: Kind[] = ['apis', 'tables', 'sections']
const MOST_COMPARED = 2_000

/** Return what an item says, line by line, as people read it. */
export function linesOf(content: Content | null): string[] {
  if (!content) return []
  const lines = content.kind === 'apis' ? apiLines(content) : content.kind === 'tables' ? tableLines(content) : []
  return content.kind === 'sections' ? content.text.split('\n') : lines.filter(Boolean)
}

function apiLines(content: Schemas['ApiContent']): string[] {
  return [
    content.summary ?? '',
    ...(content.description ?? '').split('\n'),
    ...(content.parameters ?? []).map(
      ({ name, location, required, description }) =>
        `${location} ${name}${required ? '*' : ''}${description ? `: ${description}` : ''}`,
    ),
    ...(content.bodies ?? []).flatMap(({ mediaType, shape }) => [`→ ${mediaType}`, ...shapeLines(shape)]),
    ...(content.responses ?? []).flatMap(({ status, description, bodies }) => [
      `← ${status}${description ? `: ${description}` : ''}`,
      ...(bodies ?? []).flatMap(({ shape }) => shapeLines(shape)),
    ]),
  ]
}

function shapeLines(shape: Record<string, unknown> | undefined): string[] {
  return shape && Object.keys(shape).length > 0 ? JSON.stringify(shape, null, 2).split('\n') : []
}

function tableLines(content: Schemas['TableContent']): string[] {
  const key = new Set(content.primaryKey ?? [])
  return [
    ...(content.description ?? '').split('\n'),
    ...(content.columns ?? []).map(({ name, type, nullable, description }) =>
      [name, type, key.has(name) && 'primary key', !nullable && 'not null', description && `– ${description}`]
        .filter(Boolean)
        .join(' '),
    ),
    ...(content.relations ?? []).map(
      ({ columns, table, references }) => `${columns.join(', ')} → ${table} (${(references ?? []).join(', ')})`,
    ),
  ]
}

/** Return how lines changed: the longest run of lines that both have stays, the rest goes or comes. */
export function changedLines(before: string[], after: string[]): Line[] {
  const gone = (text: string): Line => ({ sign: '-', text })
  const come = (text: string): Line => ({ sign: '+', text })
  if (before.length + after.length > MOST_COMPARED) return [...before.map(gone), ...after.map(come)]
  const width = after.length + 1
  const common = new Uint16Array((before.length + 1) * width)
  const at = (row: number, column: number) => common[row * width + column] ?? 0
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--)
      common[row * width + column] =
        before[row] === after[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
  const lines: Line[] = []
  let row = 0
  let column = 0
  while (row < before.length || column < after.length) {
    const old = before[row]
    const young = after[column]
    if (old !== undefined && old === young) {
      lines.push({ sign: ' ', text: old })
      row++
      column++
    } else if (old !== undefined && (young === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push(gone(old))
      row++
    } else {
      lines.push(come(young ?? ''))
      column++
    }
  }
  return lines
}

/** Return what a file is likely to be, by how its name ends; null where that does not tell. */
export function formatOf(fileName: string): 'openapi' | 'ddl' | 'markdown' | null {
  const ending = fileName.toLowerCase().split('.').pop() ?? ''
  if (['json', 'yaml', 'yml'].includes(ending)) return 'openapi'
  if (['sql', 'ddl'].includes(ending)) return 'ddl'
  return ['md', 'markdown', 'txt'].includes(ending) ? 'markdown' : null
}
