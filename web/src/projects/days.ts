/** Days are texts like `2026-03-02`, reckoned without zones. */
export const DAY_MS = 86_400_000

/** Return the day of a moment where the browser is. */
export function dayOf(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

export function plusDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)
}

/** Return the Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return plusDays(day, -((weekday + 6) % 7))
}

/** Return a day as people of a locale write it. */
export function dayText(day: string, locale: string, options?: Intl.DateTimeFormatOptions): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { timeZone: 'UTC', ...(options ?? SHORT) })
}

const SHORT: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' }

/** Return a moment as people of a locale write it, by the clocks of a zone or else where the browser is. */
export function momentText(moment: string, locale: string, timeZone?: string): string {
  return new Date(moment).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
}

/** Return the day of a moment likewise. */
export function dateText(moment: string, locale: string, timeZone?: string): string {
  return new Date(moment).toLocaleDateString(locale, { ...SHORT, timeZone })
}
