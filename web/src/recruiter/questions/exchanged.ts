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

/** Something about a file of a package. */
export interface Finding {
  path: string
  message: string
}

/** Return what is told of a package as findings. */
export function findingsOf(told: unknown): Finding[] {
  if (!Array.isArray(told)) return []
  return told
    .map(({ path, message }) => ({ path: String(path ?? ''), message: String(message ?? '') }))
    .filter(({ message }) => message)
}

/** What an import of a problem package tells of itself when it is over. */
export interface PackageReport {
  questionId: string
  allAsExpected: boolean
  warnings: Finding[]
  submissions: { name: string; expected: string; verdict: string; asExpected: boolean; problems: string[] }[]
}

/** Return the report of a package's import; null where it was an import of something else. */
export function packaged(result: unknown): PackageReport | null {
  const told = (result ?? {}) as Partial<PackageReport>
  if (!told.questionId || !Array.isArray(told.submissions)) return null
  return { allAsExpected: false, ...told, warnings: findingsOf(told.warnings) } as PackageReport
}

/** Whether a file is a problem package, by its name. */
export const isPackage = (name: string) => /\.(zip|kpp)$/i.test(name)

/** Return the media type of a file of questions, by its name: browsers call these types differently. */
export function contentTypeOf(name: string): string {
  if (/\.csv$/i.test(name)) return 'text/csv'
  return /\.ya?ml$/i.test(name) ? 'application/yaml' : 'application/json'
}
