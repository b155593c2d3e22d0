import { describe, expect, it } from 'vitest'
import { mondayOf, plusDays } from '../days'
import { daysOf, type Entry, rowsOf, total } from './week'

const entry = (taskId: string, day: string, seconds: number) => ({ projectId: 'p', taskId, day, seconds }) as Entry

describe('a week', () => {
  it('begins on its Monday, over months and years', () => {
    expect(mondayOf('2026-03-01')).toBe('2026-02-23')
    expect(mondayOf('2026-03-02')).toBe('2026-03-02')
    expect(plusDays('2025-12-31', 1)).toBe('2026-01-01')
    expect(daysOf('2026-03-02').at(-1)).toBe('2026-03-08')
  })

  it('adds up what was booked, by task and day', () => {
    const entries = [
      entry('short', '2026-03-02', 60),
      entry('long', '2026-03-03', 600),
      entry('long', '2026-03-03', 300),
      entry('long', '2026-03-09', 999),
    ]
    const rows = rowsOf(entries, '2026-03-02')
    expect(rows.map(({ taskId, seconds }) => [taskId, seconds[1], total(seconds)])).toEqual([
      ['long', 900, 900],
      ['short', 0, 60],
    ])
  })

  it('has a row for a task that was added, at the end while nothing is booked on it', () => {
    const added = [{ projectId: 'p', taskId: 'new' }]
    const rows = rowsOf([entry('old', '2026-03-02', 60)], '2026-03-02', added)
    expect(rows.map(({ taskId }) => taskId)).toEqual(['old', 'new'])
    expect(rowsOf([entry('new', '2026-03-02', 60)], '2026-03-02', added)).toHaveLength(1)
  })
})
