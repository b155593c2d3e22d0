import { describe, expect, it } from 'vitest'
import { bodyOf, isWrong, orderOf } from './runOrder'

const ORDER = { ...orderOf('3', { provider: 'echo', model: '' }), caseSetId: 'guests' }

describe('an order of a run', () => {
  it('has neither budget nor gate where nothing was written', () => {
    expect(bodyOf(ORDER)).toMatchObject({ cardVersion: '3', caseSetId: 'guests', budgetCents: null, gate: null })
    expect(isWrong(ORDER)).toBe(false)
  })

  it('takes dollars as cents and percent as a share', () => {
    expect(bodyOf({ ...ORDER, dollars: '1.25', passShare: '90', regressions: '0' })).toMatchObject({
      budgetCents: 125,
      gate: { failUnder: 0.9, maxRegressions: 0 },
    })
    expect(bodyOf({ ...ORDER, passShare: '90' }).gate).toEqual({ failUnder: 0.9, maxRegressions: null })
  })

  it('is wrong with figures that say nothing and models without a provider', () => {
    const wrong = [
      { dollars: 'much' },
      { dollars: '0' },
      { passShare: '101' },
      { passShare: 'all' },
      { regressions: '1.5' },
      { regressions: '-1' },
      { judge: { provider: '', model: '' } },
      { providers: [{ provider: '', model: '' }] },
    ]
    expect(wrong.map((change) => isWrong({ ...ORDER, ...change }))).toEqual(wrong.map(() => true))
  })
})
