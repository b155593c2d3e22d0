/** A row that was left out, and why. */
export interface RowProblem {
  row: number
  field: string
  message: string
}

/** Return what an import tells of itself when it is over. */
export function imported(result: unknown): {
  counts: Record<'created' | 'updated' | 'unchanged' | 'refused', number>
  problems: RowProblem[]
} {
  const told = (result ?? {}) as Record<string, unknown>
  const count = (name: string) => Number(told[name] ?? 0)
  const counts = {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    refused: count('refused'),
  }
  return { counts, problems: Array.isArray(told.problems) ? (told.problems as RowProblem[]) : [] }
}

/** Return what an export tells of itself when it is over. */
export function exported(result: unknown): { written: number; leftOut: number } {
  const { written = 0, leftOut = 0 } = (result ?? {}) as { written?: number; leftOut?: number }
  return { written, leftOut }
}

/** Return the media type of a file of questions, by its name: browsers call these types differently. */
export function contentTypeOf(name: string): string {
  if (/\.csv$/i.test(name)) return 'text/csv'
  return /\.ya?ml$/i.test(name) ? 'application/yaml' : 'application/json'
}
