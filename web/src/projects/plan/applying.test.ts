import { describe, expect, it } from 'vitest'
import { Problem } from '../../shared/api/problem'
import { applyPlans, replaced } from './applying'
import type { Assumed } from './data'

const asked = (taskId: string, constraint: string) => ({ taskId, plan: { constraint } }) as Assumed
const before = [asked('a', 'ASAP'), asked('b', 'MFO')]
const after = [asked('a', 'SNET'), asked('b', 'SNET')]

/** Somewhere that keeps plans; the call of a number fails, and those behind it where it is lost for good. */
function keeper(failing: number, problem: unknown, forGood = false) {
  const kept = new Map(before.map(({ taskId, plan }) => [taskId, plan.constraint]))
  let calls = 0
  const call = () => {
    calls += 1
    if (calls === failing || (forGood && calls > failing)) throw problem
  }
  return {
    kept,
    store: async ({ taskId, plan }: Assumed) => {
      call()
      kept.set(taskId, plan.constraint)
    },
    schedule: async () => call(),
  }
}

describe('a change of the plan', () => {
  it('is stored whole', async () => {
    const calls = keeper(0, null)
    expect(await applyPlans(after, before, calls)).toBeNull()
    expect([...calls.kept.values()]).toEqual(['SNET', 'SNET'])
  })

  it.each([1, 2, 3])('leaves nothing where call %i is refused', async (failing) => {
    const problem = new Problem(409, 'conflict', 'no')
    const calls = keeper(failing, problem)
    expect(await applyPlans(after, before, calls)).toEqual({ problem, left: [] })
    expect([...calls.kept.values()]).toEqual(['ASAP', 'MFO'])
  })

  it('puts back a task of which nobody knows whether it was stored', async () => {
    const calls = keeper(2, new Problem(0, 'offline', 'no answer'))
    const stored: string[] = []
    const store = (plan: Assumed) => {
      stored.push(plan.taskId)
      return calls.store(plan)
    }
    expect((await applyPlans(after, before, { ...calls, store }))?.left).toEqual([])
    expect(stored).toEqual(['a', 'b', 'a', 'b'])
  })

  it('tells which tasks could not be put back', async () => {
    const calls = keeper(3, new Problem(0, 'offline', 'no answer'), true)
    expect((await applyPlans(after, before, calls))?.left).toEqual(['a', 'b'])
  })
})

describe('a promise', () => {
  it('is told of before another takes its place', () => {
    expect(replaced(after, before)).toEqual([{ from: before[1], to: after[1] }])
    expect(replaced([asked('b', 'MFO')], before)).toEqual([])
  })
})
