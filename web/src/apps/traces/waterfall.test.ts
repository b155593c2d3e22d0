import { describe, expect, it } from 'vitest'
import { barOf, lengthOf, parents, type Row, readable, unfolded } from './waterfall'

const row = (spanId: string, depth: number, offsetNanos: number, durationNanos: number) =>
  ({ depth, offsetNanos, durationNanos, span: { spanId } }) as Row

const ROWS = [row('a', 0, 0, 100), row('b', 1, 10, 40), row('c', 2, 20, 0), row('d', 1, 60, 40)]

describe('a waterfall', () => {
  it('is as long as to the end of its last span', () => {
    expect(lengthOf([...ROWS, row('late', 1, 150, 50)])).toBe(200)
    expect(lengthOf([])).toBe(1)
  })

  it('shows each span where it was, and one that took no time as well', () => {
    const bars = ROWS.map((each) => barOf(each, 100))
    expect(bars[1]).toEqual({ left: 10, width: 40 })
    expect(bars[2]?.width).toBeGreaterThan(0)
    expect(barOf(row('end', 0, 100, 0), 100).left).toBeLessThan(100)
  })

  it('hides what lies below a folded span', () => {
    expect(unfolded(ROWS, new Set(['b'])).map(({ span }) => span.spanId)).toEqual(['a', 'b', 'd'])
    expect(unfolded(ROWS, new Set(['a', 'b'])).map(({ span }) => span.spanId)).toEqual(['a'])
  })

  it('knows which spans have others below them', () => {
    expect([...parents(ROWS)]).toEqual(['a', 'b'])
  })

  it('shows texts as they are and everything else by lines', () => {
    expect([readable('Hi'), readable({ a: 1 }), readable(null)]).toEqual(['Hi', '{\n  "a": 1\n}', ''])
  })
})
