import type { Schemas } from '../../shared/api/client'

export type Row = Schemas['SpanRow']
export type Kind = NonNullable<Schemas['Meaning']['observation']>

const LEAST = 0.4

/** Where a span's bar begins and how wide it is, in percent of the trace. */
export interface Bar {
  left: number
  width: number
}

/** Return a trace's length in nanoseconds: to the end of the span that ends last. */
export function lengthOf(rows: Row[]): number {
  return Math.max(1, ...rows.map(({ offsetNanos, durationNanos }) => offsetNanos + durationNanos))
}

/** Return the bar of a span; it is never too narrow to be seen, and never leaves the trace. */
export function barOf(row: Row, length: number): Bar {
  const width = Math.min(100, Math.max(LEAST, (100 * row.durationNanos) / length))
  return { left: Math.max(0, Math.min(100 - width, (100 * row.offsetNanos) / length)), width }
}

/** Return the rows that are to be seen: those below a folded one are not. */
export function unfolded(rows: Row[], folded: Set<string>): Row[] {
  let hiddenBelow = Number.POSITIVE_INFINITY
  return rows.filter((row) => {
    if (row.depth > hiddenBelow) return false
    hiddenBelow = folded.has(row.span.spanId) ? row.depth : Number.POSITIVE_INFINITY
    return true
  })
}

/** Tell which rows have others below them. */
export function parents(rows: Row[]): Set<string> {
  return new Set(rows.filter((row, place) => (rows[place + 1]?.depth ?? 0) > row.depth).map(({ span }) => span.spanId))
}

/** Return what a span was given or gave, as people read it. */
export function readable(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
