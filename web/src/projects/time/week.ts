import type { Schemas } from '../../shared/api/client'
import { plusDays } from '../days'

export type Entry = Schemas['TimeEntryView']

/** A task's time in a week: its seconds on each day from Monday on. */
export interface WeekRow {
  projectId: string
  taskId: string
  seconds: number[]
}

/** A task that somebody means to book time on. */
export type Added = Pick<WeekRow, 'projectId' | 'taskId'>

/** Return a week's days from its Monday on. */
export function daysOf(monday: string): string[] {
  return Array.from({ length: 7 }, (_, number) => plusDays(monday, number))
}

/** Return the entries of a week by task, what took longest first; tasks that were `added` have a row in any case. */
export function rowsOf(entries: Entry[], monday: string, added: Added[] = []): WeekRow[] {
  const days = daysOf(monday)
  const rows = new Map<string, WeekRow>(added.map((row) => [row.taskId, { ...row, seconds: days.map(() => 0) }]))
  for (const { projectId, taskId, day, seconds } of entries) {
    const at = days.indexOf(day)
    if (at < 0) continue
    const row = rows.get(taskId) ?? { projectId, taskId, seconds: days.map(() => 0) }
    row.seconds[at] = (row.seconds[at] ?? 0) + seconds
    rows.set(taskId, row)
  }
  return [...rows.values()].sort((one, other) => total(other.seconds) - total(one.seconds))
}

export function total(seconds: number[]): number {
  return seconds.reduce((sum, each) => sum + each, 0)
}
