import { describe, expect, it } from 'vitest'
import { isWhole } from './choices'

describe('a report', () => {
  it('adds something up, by three things at most', () => {
    expect(isWhole(['status'], ['tasks'])).toBe(true)
    expect(isWhole([], ['tasks'])).toBe(true)
    expect(isWhole(['status'], [])).toBe(false)
    expect(isWhole(['status', 'tag', 'stage', 'assignee'], ['tasks'])).toBe(false)
  })

  it('has the currency beside a cost', () => {
    expect(isWhole(['member'], ['cost'])).toBe(false)
    expect(isWhole(['member', 'currency'], ['cost'])).toBe(true)
  })
})
