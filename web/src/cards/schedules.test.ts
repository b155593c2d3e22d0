import { expect, it } from 'vitest'
import { dayName, ownZone, WEEKDAYS, zones } from './schedules'

it('calls the days of the week as each language does', () => {
  expect(WEEKDAYS.map((day) => dayName(day, 'en'))).toEqual([
    'Monday',
    'Tuesday',
    'Wednesday',
    'Thursday',
    'Friday',
    'Saturday',
    'Sunday',
  ])
  expect(dayName('sunday', 'de')).toBe('Sonntag')
})

it('offers the zone that the browser is in, and each zone once', () => {
  expect(zones()).toContain(ownZone())
  expect(new Set(zones()).size).toBe(zones().length)
})
