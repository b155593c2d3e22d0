import { describe, expect, it } from 'vitest'
import { gridOf, modelName, type Result } from './runs'

const result = (caseNumber: number, target: number, id: string): Result => ({
  id,
  place: 0,
  caseNumber,
  description: `case ${caseNumber}`,
  target,
  repeat: 0,
  outcome: 'passed',
  score: 1,
  reason: '',
  latencyMs: null,
  costNanos: null,
  cached: false,
})

describe('the grid of a run', () => {
  it('has a row for each case and a cell for each model, with its repeats', () => {
    const rows = gridOf([result(2, 0, 'c'), result(1, 1, 'b'), result(1, 0, 'a'), result(1, 0, 'a2')], 2)
    expect(rows.map(({ cells }) => cells.map((cell) => cell.map(({ id }) => id)))).toEqual([
      [['a', 'a2'], ['b']],
      [['c'], []],
    ])
  })
})

describe('a model', () => {
  it('is called by its provider where it has no name', () => {
    expect([modelName({ provider: 'echo', model: '' }), modelName({ provider: 'openai', model: 'x' })]).toEqual([
      'echo',
      'openai · x',
    ])
  })
})
