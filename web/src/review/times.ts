import { language } from '../shared/i18n'

const MINUTE = 60_000

/** Return what writes dates and times in the chosen language. */
export function useTimes() {
  const locale = language((state) => state.locale)
  return {
    date: (at: string) => new Date(at).toLocaleDateString(locale, { dateStyle: 'medium' }),
    moment: (at: string) => new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' }),
    time: (at: string) => new Date(at).toLocaleTimeString(locale, { timeStyle: 'short' }),
  }
}

/** Return a length as minutes and seconds, with hours where there are any. */
export function lengthOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const rest = `${String(minutes).padStart(hours ? 2 : 1, '0')}:${String(seconds % 60).padStart(2, '0')}`
  return hours ? `${hours}:${rest}` : rest
}

/** Return how much of an attempt's time is over, between 0 and 100. */
export function elapsedPercent(startedAt: number, deadline: number, now: number): number {
  if (deadline <= startedAt) return 100
  return Math.min(100, Math.max(0, ((now - startedAt) / (deadline - startedAt)) * 100))
}

/** Return the moment of a day that a date field names, at its end where that is asked; undefined for none. */
export function momentOf(day: string, end = false): string | undefined {
  if (!day) return undefined
  return new Date(new Date(`${day}T${end ? '23:59:59' : '00:00:00'}`).getTime()).toISOString()
}

export const SOON = 5 * MINUTE
