import { describe, expect, it } from 'vitest'
import { money } from './money'

describe('an amount of money', () => {
  it('is told in the currency’s own smallest unit', () => {
    expect(money(4900, 'EUR', 'en')).toBe('€49.00')
    expect(money(4900, 'JPY', 'en')).toBe('¥4,900')
    expect(money(-150, 'usd', 'en')).toBe('-$1.50')
  })

  it('is a plain figure where nobody knows the currency', () => {
    expect(money(4900, '', 'en')).toBe('4,900')
  })
})
