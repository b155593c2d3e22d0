/** Return seconds as hours and minutes, `7:05`. */
export function hoursText(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60)
  return `${seconds < 0 ? '−' : ''}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** Return the minutes of what somebody wrote: `1:30`, `1.5`, `1,5`, `90m` or `2h`; null where it is none of these. */
export function minutesOf(written: string): number | null {
  const text = written.trim().toLowerCase().replace(',', '.')
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const amount = /^(\d+(?:\.\d+)?)\s*(h|m|min)?$/.exec(text)
  if (!amount) return null
  const minutes = Number(amount[1]) * (amount[2]?.startsWith('m') ? 1 : 60)
  return Math.round(minutes)
}
