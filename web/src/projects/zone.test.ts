import { describe, expect, it } from 'vitest'
import { dayIn, knownZone, later, momentAt } from './zone'

const BERLIN = 'Europe/Berlin'

describe('a zone', () => {
  it('decides on which day a moment lies', () => {
    expect(dayIn('2026-03-02T23:30:00Z', 'UTC')).toBe('2026-03-02')
    expect(dayIn('2026-03-02T23:30:00Z', BERLIN)).toBe('2026-03-03')
    expect(dayIn('2026-03-02T03:00:00Z', 'America/New_York')).toBe('2026-03-01')
  })

  it('has clocks that change in spring and autumn', () => {
    expect(momentAt('2026-03-28', 17 * 60, BERLIN)).toBe('2026-03-28T16:00:00.000Z')
    expect(momentAt('2026-03-29', 17 * 60, BERLIN)).toBe('2026-03-29T15:00:00.000Z')
    expect(momentAt('2026-03-29', 0, BERLIN)).toBe('2026-03-28T23:00:00.000Z')
    expect(momentAt('2026-10-25', 1440, BERLIN)).toBe('2026-10-25T23:00:00.000Z')
  })

  it('keeps the time of day over such a change', () => {
    expect(later('2026-03-27T07:00:00Z', 3, BERLIN)).toBe('2026-03-30T06:00:00.000Z')
    expect(later('2026-03-02T08:00:00Z', -2, 'UTC')).toBe('2026-02-28T08:00:00.000Z')
  })

  it('is UTC where the browser does not know it', () => {
    expect(knownZone(BERLIN)).toBe(BERLIN)
    expect(knownZone('Mars/Olympus')).toBe('UTC')
  })
})
