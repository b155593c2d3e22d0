import { describe, expect, it } from 'vitest'
import type { ListedTask } from '../data'
import type { Workflow } from '../workflow'
import { beside, columns } from './columns'

const workflow: Workflow = {
  statuses: [
    { key: 'open', name: 'Open', stage: 'to_do' },
    { key: 'done', name: 'Done', stage: 'done' },
  ],
  transitions: {},
}
const task = (id: string, status: string, priority: string, dueAt: string | null = null) =>
  ({ id, status, priority, dueAt }) as ListedTask

describe('the columns of a board', () => {
  it('hold tasks by status, the most pressing first, then what is due first', () => {
    const tasks = [
      task('low', 'open', 'low'),
      task('later', 'open', 'high'),
      task('sooner', 'open', 'high', '2026-03-02T08:00:00Z'),
      task('over', 'done', 'critical'),
    ]
    const found = columns(workflow, tasks).map(({ status, tasks }) => [status.key, tasks.map(({ id }) => id)])
    expect(found).toEqual([
      ['open', ['sooner', 'later', 'low']],
      ['done', ['over']],
    ])
  })

  it('show a task whose status is gone', () => {
    expect(columns(workflow, [task('lost', 'gone', 'low')])[0]?.tasks).toHaveLength(1)
  })

  it('end at both sides', () => {
    expect(beside(['a', 'b'], 'a', 1)).toBe('b')
    expect(beside(['a', 'b'], 'a', -1)).toBe('a')
    expect(beside(['a', 'b'], 'b', 1)).toBe('b')
  })
})
