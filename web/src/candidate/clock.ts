/** How far the server's clock is ahead of this device's, in milliseconds. */
export function clockOffset(serverTime: string, now: number): number {
  return Date.parse(serverTime) - now
}

/** Return the whole seconds left until the deadline, by the server's clock; never below 0. */
export function secondsLeft(deadline: string, offset: number, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(deadline) - offset - now) / 1000))
}

const MARKS = [60, 30, 15, 10, 5, 1].map((minutes) => minutes * 60)

/** Return the minutes to announce when the time that is left passes one of a few marks; null otherwise. */
export function announcement(before: number, after: number): number | null {
  const passed = MARKS.filter((mark) => before > mark && after <= mark)
  return passed.length ? Math.min(...passed) / 60 : null
}

/** Return the time as 1:05:09 or 5:09. */
export function clockFace(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
