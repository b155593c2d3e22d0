import { describe, expect, it } from 'vitest'
import { amountOf, monthName } from './amounts'

describe('an amount', () => {
  it('of files is in the unit that fits', () => {
    expect(amountOf('storage_bytes', 2 ** 30 * 1.5, 'en')).toBe('1.5 GiB')
    expect(amountOf('storage_bytes', 2 ** 20 * 3, 'en')).toBe('3 MiB')
  })

  it('of time is in hours once there is one', () => {
    expect([amountOf('execution_seconds', 59, 'en'), amountOf('execution_seconds', 5400, 'de')]).toEqual([
      '59 s',
      '1,5 h',
    ])
  })

  it('of people is a number', () => {
    expect(amountOf('members', 1200, 'en')).toBe('1,200')
  })
})

describe('a month', () => {
  it('has its name, wherever it is read', () => {
    expect([monthName('2026-03', 'en'), monthName('2026-03', 'de')]).toEqual(['March 2026', 'März 2026'])
  })
})
