import { describe, expect, it } from 'vitest'
import { formats } from './format'

describe('figures', () => {
  const en = formats('en')

  it('shows small sums of money whole, and large ones in cents', () => {
    expect(en.nanos(1_350)).toBe('$0.000001')
    expect(en.nanos(12_345_000_000)).toBe('$12.35')
    expect(en.nanos(0)).toBe('$0.00')
  })

  it('shows a long time in seconds', () => {
    expect([en.milliseconds(12.34), en.milliseconds(1234)]).toEqual(['12.3\u00a0ms', '1.23\u00a0s'])
  })

  it('follows the language', () => {
    expect(formats('de').number(1234.5, 1)).toBe('1.234,5')
  })
})
