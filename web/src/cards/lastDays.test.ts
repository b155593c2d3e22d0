import { expect, it } from 'vitest'
import { lastDays } from './lastDays'

it('counts today among the last days, by the clock of UTC', () => {
  expect(lastDays(7, new Date('2026-03-03T23:30:00-05:00'))).toEqual({ since: '2026-02-26', until: '2026-03-04' })
  expect(lastDays(1, new Date('2026-03-03T12:00:00Z'))).toEqual({ since: '2026-03-03', until: '2026-03-03' })
})
