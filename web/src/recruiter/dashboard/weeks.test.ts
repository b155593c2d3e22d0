import { describe, expect, it } from 'vitest'
import { mondayOf, passRate, weeksOf } from './weeks'

const now = new Date(2026, 4, 14, 12)
const attempt = (startedAt: Date, points: string | null, assessmentId = 'a', practice = false) => ({
  assessmentId,
  startedAt: startedAt.toISOString(),
  points,
  maxPoints: '20',
  practice,
})

describe('the weeks of attempts', () => {
  it('begin on a Monday, the last with today', () => {
    expect(mondayOf(new Date(2026, 4, 17, 23)).getDate()).toBe(11)
    expect(weeksOf([], new Map(), now).map(({ from }) => from.getDate())).toEqual([23, 30, 6, 13, 20, 27, 4, 11])
  })

  it('count what attempts came to, exactly as many points as needed included', () => {
    const passing = new Map([['a', 50]])
    const today = [attempt(now, '10'), attempt(now, '9.99'), attempt(now, null), attempt(now, '1', 'b')]
    const week = weeksOf([...today, attempt(now, '20', 'a', true)], passing, now).at(-1)
    expect(week).toMatchObject({ passed: 1, failed: 1, unscored: 1, scored: 1 })
  })

  it('leave out what is older', () => {
    const weeks = weeksOf([attempt(new Date(2026, 0, 1), '10')], new Map(), now)
    expect(weeks.reduce((sum, { scored }) => sum + scored, 0)).toBe(0)
  })
})

describe('the pass rate', () => {
  it('is unknown while nobody could pass', () => {
    expect(passRate({ passed: 0, failed: 0 })).toBeNull()
    expect(passRate({ passed: 1, failed: 2 })).toBe(33)
  })
})
