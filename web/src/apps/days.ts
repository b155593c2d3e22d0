const DAY = 86_400_000
const MOST = 400

/** Return counts for each day from the first to the last, nothing where none are told. */
export function daily(counts: Record<string, number>, first: string, last: string): number[] {
  const days: number[] = []
  for (let at = Date.parse(first); at <= Date.parse(last) && days.length < MOST; at += DAY)
    days.push(counts[new Date(at).toISOString().slice(0, 10)] ?? 0)
  return days
}
