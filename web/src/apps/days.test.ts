import { describe, expect, it } from 'vitest'
import { daily } from './days'

describe('counts by day', () => {
  it('have a nothing where no count is told', () => {
    expect(daily({ '2026-02-27': 2, '2026-03-01': 5 }, '2026-02-27', '2026-03-01')).toEqual([2, 0, 5])
  })
})
