const DAY = 86_400_000

/** Return the first and the last of so many days of UTC that end with today. */
export function lastDays(days: number, now: Date): { since: string; until: string } {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  return { since: day(now.getTime() - (days - 1) * DAY), until: day(now.getTime()) }
}
