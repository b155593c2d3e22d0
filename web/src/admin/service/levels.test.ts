import { describe, expect, it } from 'vitest'
import { alertWord, burning, objectiveWord, unitOf } from './levels'

describe('what an alert is called', () => {
  it('comes from its runbook, and an unknown one has no word', () => {
    expect(alertWord('burn-rate')).toBe('alert.burn-rate')
    expect(alertWord('constructor')).toBeUndefined()
    expect(objectiveWord('latency-p95')).toBe('objective.latency-p95')
    expect(objectiveWord('toString')).toBeUndefined()
  })

  it('names the objective whose budget burns', () => {
    expect(burning('burn:errors:1h')).toBe('errors')
    expect(burning('error-rate')).toBe('')
  })

  it('tells its value in its own unit', () => {
    expect(['error-rate', 'burn-rate', 'many-users'].map((runbook) => unitOf({ runbook }))).toEqual([
      'share',
      'times',
      'count',
    ])
  })
})
