import { Problem } from '../../shared/api/problem'
import type { Assumed } from './data'

interface Calls<T> {
  /** Ask something of a task's dates. */
  store(plan: Assumed): Promise<unknown>
  /** Make the plan of what is asked. */
  schedule(): Promise<T>
}

/** What stopped a change; `left` are the tasks of which the new dates are still asked. */
export interface Stopped {
  problem: unknown
  left: string[]
}

/** Change plans of tasks and schedule by them; where one of these fails, put back what was asked `before`. */
export async function applyPlans<T>(plans: Assumed[], before: Assumed[], calls: Calls<T>): Promise<Stopped | null> {
  const stored: string[] = []
  for (const plan of plans) {
    const problem = await problemOf(calls.store(plan))
    // Without an answer it may be stored.
    if (!isRefusal(problem)) stored.push(plan.taskId)
    if (problem) return { problem, left: await putBack(stored, before, calls) }
  }
  const problem = await problemOf(calls.schedule())
  return problem ? { problem, left: await putBack(stored, before, calls) } : null
}

function problemOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => null,
    (problem: unknown) => problem,
  )
}

function isRefusal(problem: unknown): boolean {
  return problem instanceof Problem && problem.status >= 400 && problem.status < 500
}

async function putBack<T>(stored: string[], before: Assumed[], calls: Calls<T>): Promise<string[]> {
  const left: string[] = []
  for (const taskId of stored) {
    const plan = before.find((each) => each.taskId === taskId)
    if (!plan || (await problemOf(calls.store(plan)))) left.push(taskId)
  }
  return left
}

const EASY = ['ASAP', 'SNET']

/** Return the plans that take a promise away, such as a day by which a task must be finished. */
export function replaced(plans: Assumed[], before: Assumed[]): { from: Assumed; to: Assumed }[] {
  return plans.flatMap((to) => {
    const from = before.find(({ taskId }) => taskId === to.taskId)
    const isKept = !from || EASY.includes(from.plan.constraint) || from.plan.constraint === to.plan.constraint
    return isKept ? [] : [{ from, to }]
  })
}
