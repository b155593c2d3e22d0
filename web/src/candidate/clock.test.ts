import { expect, it } from 'vitest'
import { announcement, clockFace, clockOffset, secondsLeft } from './clock'

it('tells the time that is left by the server, however wrong the device is', () => {
  const device = Date.parse('2026-01-01T08:00:00Z')
  const offset = clockOffset('2026-01-01T10:30:00Z', device)
  expect(secondsLeft('2026-01-01T10:45:00Z', offset, device)).toBe(15 * 60)
  expect(secondsLeft('2026-01-01T10:45:00Z', offset, device + 20 * 60_000)).toBe(0)
})

it('announces each mark once, and the lowest of several that pass while the device sleeps', () => {
  expect(announcement(601, 600)).toBe(10)
  expect(announcement(600, 599)).toBeNull()
  expect(announcement(4000, 290)).toBe(5)
})

it('shows hours only where there are some', () => {
  expect([clockFace(309), clockFace(3909), clockFace(0)]).toEqual(['5:09', '1:05:09', '0:00'])
})
