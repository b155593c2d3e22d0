import type { Schemas } from '../shared/api/client'

export type Schedule = Schemas['SuiteScheduleView']
export type Weekday = Schemas['Weekday']

export const WEEKDAYS: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

const DAY = 86_400_000
const A_MONDAY = Date.UTC(2024, 0, 1)

/** Return what a day of the week is called in a language. */
export function dayName(day: Weekday, locale: string): string {
  const at = new Date(A_MONDAY + WEEKDAYS.indexOf(day) * DAY)
  return at.toLocaleDateString(locale, { weekday: 'long', timeZone: 'UTC' })
}

/** Return the time zone that this browser's clock is in. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}

/** Return every time zone's name, this browser's among them. */
export function zones(): string[] {
  return [...new Set(['UTC', ownZone(), ...Intl.supportedValuesOf('timeZone')])]
}
