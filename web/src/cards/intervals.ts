interface Interval {
  low: number
  high: number
}

/** Return what a chart of intervals reaches over: as far to one side of nothing as to the other. */
export function rangeOf(intervals: Interval[]): number {
  const ends = intervals.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]).filter(Number.isFinite)
  return Math.max(...ends, 0) || 1
}

/** Return where a value lies on the chart, in percent from its left end. */
export function share(value: number, range: number): number {
  return 50 + 50 * Math.max(-1, Math.min(1, value / range))
}
