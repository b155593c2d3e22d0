import { describe, expect, it } from 'vitest'
import { blank, type Coding } from './content'
import { checksOf } from './gate'

const coding = blank('coding') as Coding
const slow = { name: 'slow', language: 'python', source: 'x', files: {}, expected: 'time_limit_exceeded' as const }
const content = { ...coding, solutions: [slow] }

describe('the checks before publishing', () => {
  it('tell which solution did not do what is expected', () => {
    const refusals = ['slow: it came to AC, but time limit exceeded is expected of it']
    expect(checksOf(content, { status: 'refused', refusals }).map(({ state }) => state)).toEqual(['passed', 'refused'])
  })

  it('give a lone reference solution every reason', () => {
    const [check] = checksOf(coding, { status: 'refused', refusals: ['test example: WA'] })
    expect(check).toMatchObject({ state: 'refused', reasons: ['test example: WA'] })
  })

  it('run together, and wait together', () => {
    const states = (status: 'draft' | 'validating') =>
      checksOf(content, { status, refusals: [] }).map(({ state }) => state)
    expect(states('validating')).toEqual(['running', 'running'])
    expect(states('draft')).toEqual(['waiting', 'waiting'])
  })

  it('are none where no program is asked for', () => {
    expect(checksOf(blank('numeric'), { status: 'draft', refusals: [] })).toEqual([])
  })
})
