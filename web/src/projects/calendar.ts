import { useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../shared/api/client'
import { language } from '../shared/i18n'
import { useInside } from './data'
import { dateText, momentText } from './days'
import { dayIn, knownZone, momentAt } from './zone'

export type Hours = Schemas['WorkingHours-Output']
export type Calendar = Schemas['CalendarView']
export type Span = Schemas['shared__domain__schedules__calendars__Span']

/** What is worked on a day of the week where nobody says anything else. */
export const USUAL: Span[] = [
  { start: 480, end: 720 },
  { start: 780, end: 1020 },
]

/** The calendars that decide when work is done: the project's own, and the tenant's above it. */
export interface Calendars {
  own: Calendar
  above: Calendar
}

export function useCalendars(projectId: string) {
  return useQuery({
    queryKey: ['project', projectId, 'calendars'],
    queryFn: async (): Promise<Calendars> => {
      const [own, above] = await Promise.all([
        answered(api.GET('/v1/projects/{projectId}/calendar', { params: { path: { projectId } } })),
        answered(api.GET('/v1/calendar')),
      ])
      return { own, above }
    },
  })
}

/** Return the hours that decide, the nearest first. */
export function hoursOf({ own, above }: Calendars): Hours[] {
  return [own.hours, above.hours]
}

/** Return the zone whose clocks a project goes by. */
export function zoneOf(calendars: Calendars): string {
  return knownZone(hoursOf(calendars).find(({ zone }) => zone)?.zone ?? 'UTC')
}

/** Return what is worked on a day: the first of the calendars that says so decides, else Monday to Friday. */
export function spansOn(day: string, calendars: (Hours | undefined)[]): Span[] {
  for (const hours of calendars) {
    const exception = hours?.exceptions?.find((each) => each.day === day)
    if (exception) return exception.spans
  }
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  for (const hours of calendars) {
    const usual = hours?.week?.[weekday]
    if (usual) return usual.spans
  }
  return weekday < 5 ? USUAL : []
}

/** The dates of a project, as the clocks of its calendar's zone show them. */
export function useDates() {
  const { calendars } = useInside()
  const locale = language((state) => state.locale)
  const zone = zoneOf(calendars)
  const spans = (day: string) => spansOn(day, hoursOf(calendars))
  return {
    zone,
    date: (moment: string) => dateText(moment, locale, zone),
    moment: (moment: string) => momentText(moment, locale, zone),
    day: (moment: string) => dayIn(moment, zone),
    today: () => dayIn(new Date().toISOString(), zone),
    midnight: (day: string) => momentAt(day, 0, zone),
    /** When work begins on a day, and when it ends; the usual hours where nobody works. */
    begin: (day: string) => momentAt(day, spans(day)[0]?.start ?? 480, zone),
    end: (day: string) => momentAt(day, spans(day).at(-1)?.end ?? 1020, zone),
  }
}
