import { describe, expect, it } from 'vitest'
import { effectsOf } from './effects'

const NAMES = { passes: 'Passed', score: 'Score', now: 'this', before: 'that' }
const difference = { n: 4, effect: 0.5, low: 0.25, high: 0.75, pValue: 0.01 }
const model = {
  target: 0,
  model: { provider: 'echo', model: 'small' },
  errors: 1,
  errorsBefore: 2,
  unpaired: 3,
  bothPass: 1,
  onlyBefore: 0,
  onlyNow: 2,
  neither: 1,
  passes: difference,
  score: { ...difference, low: null, high: null, pValue: 0.4 },
  metrics: { warmth: { ...difference, pValue: 0.05 } },
}

describe('what two compared runs came to', () => {
  it('has the passes first, then the score, then each metric', () => {
    const [found] = effectsOf({ models: [model] }, NAMES)
    expect(found?.model).toBe('echo · small')
    expect(found?.comparisons.map(({ metric }) => metric)).toEqual(['Passed', 'Score', 'warmth'])
    expect(found?.comparisons.map(({ isSignificant }) => isSignificant)).toEqual([true, false, true])
    expect(found?.cases).toEqual({ both: 1, before: 0, now: 2, neither: 1 })
    expect([found?.errors, found?.unpaired]).toEqual([3, 3])
  })

  it('knows of one case only that its effect may be anything', () => {
    const score = effectsOf({ models: [model] }, NAMES)[0]?.comparisons[1]
    expect([score?.low, score?.high]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
  })

  it('is nothing where nothing was told', () => {
    expect(effectsOf(null, NAMES)).toEqual([])
  })
})
