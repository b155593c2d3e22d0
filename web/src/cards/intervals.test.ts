import { describe, expect, it } from 'vitest'
import { rangeOf, share } from './intervals'

describe('a chart of intervals', () => {
  it('reaches as far to one side of nothing as to the other', () => {
    expect(
      rangeOf([
        { low: -0.1, high: 0.4 },
        { low: -0.2, high: 0 },
      ]),
    ).toBe(0.4)
    expect(rangeOf([])).toBe(1)
  })

  it('has nothing in its middle, and ends at its edges', () => {
    expect([share(0, 0.4), share(0.4, 0.4), share(-0.2, 0.4), share(9, 0.4)]).toEqual([50, 100, 25, 100])
  })
})
