import { describe, expect, it } from 'vitest'
import { hoursText, minutesOf } from './clock'

describe('a time that somebody writes', () => {
  it.each([
    ['1:30', 90],
    ['1.5', 90],
    ['1,5', 90],
    ['2h', 120],
    ['45m', 45],
    [' 45 min ', 45],
    ['0', 0],
  ])('%s is %i minutes', (written, minutes) => {
    expect(minutesOf(written)).toBe(minutes)
  })

  it.each(['', 'soon', '1:75', '-2', '1:2:3'])('%s is no time', (written) => {
    expect(minutesOf(written)).toBeNull()
  })
})

describe('seconds', () => {
  it('are shown in hours and whole minutes', () => {
    expect(hoursText(3_900)).toBe('1:05')
    expect(hoursText(59)).toBe('0:00')
    expect(hoursText(36 * 3_600)).toBe('36:00')
    expect(hoursText(-90)).toBe('−0:01')
  })
})
