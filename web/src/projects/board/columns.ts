import { type ListedTask, PRIORITIES } from '../data'
import type { Workflow } from '../workflow'

export interface Column {
  status: Workflow['statuses'][number]
  tasks: ListedTask[]
}

/** Return the tasks by status, the most pressing first; what has a status that is gone lies in the first column. */
export function columns(workflow: Workflow, tasks: ListedTask[]): Column[] {
  const known = new Set(workflow.statuses.map(({ key }) => key))
  const first = workflow.statuses[0]?.key
  const sorted = [...tasks].sort(
    (one, other) =>
      PRIORITIES.indexOf(one.priority) - PRIORITIES.indexOf(other.priority) ||
      (one.dueAt ?? '9').localeCompare(other.dueAt ?? '9'),
  )
  return workflow.statuses.map((status) => ({
    status,
    tasks: sorted.filter((task) => (known.has(task.status) ? task.status : first) === status.key),
  }))
}

/** Return the column beside another, the same at the ends. */
export function beside(keys: string[], key: string, step: 1 | -1): string {
  return keys[keys.indexOf(key) + step] ?? key
}
