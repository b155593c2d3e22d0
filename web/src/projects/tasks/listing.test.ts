import { describe, expect, it } from 'vitest'
import { dueUntil, grouped, isShown, listingOf, searchOf, stored, type View } from './listing'

const asked = (text: string) => listingOf(new URLSearchParams(text))

function view(text: string): View {
  return { id: 'v1', name: 'Mine', ...stored(asked(text)) } as View
}

describe('how tasks are looked at', () => {
  it('is told by the address', () => {
    expect(asked('status=done&sort=-priorityRank&groupBy=assignee&other=1')).toEqual({
      filters: { status: 'done' },
      sort: '-priorityRank',
      groupBy: 'assignee',
    })
    expect(asked('')).toEqual({ filters: {}, sort: '-createdAt', groupBy: null })
  })

  it('leaves out what nobody can ask for', () => {
    expect(asked('priority=huge&sort=name&groupBy=moon&dueFrom=soon')).toEqual(asked(''))
  })

  it('is sorted by due dates between which tasks are asked for', () => {
    expect(asked('dueFrom=2026-03-02T00:00:00Z&sort=-priorityRank').sort).toBe('dueAt')
  })

  it('comes back from a view as it was saved', () => {
    const saved = view('assigneeId=u1&dueUntil=2026-03-03T00:00:00.000Z&groupBy=status')
    expect(listingOf(searchOf(saved))).toEqual(asked('assigneeId=u1&dueUntil=2026-03-03T00:00:00.000Z&groupBy=status'))
    expect(searchOf(saved).get('view')).toBe('v1')
  })

  it('is a view, or another one', () => {
    expect(isShown(view('dueUntil=2026-03-03T00:00:00.000Z'), asked('dueUntil=2026-03-03T00:00:00Z'))).toBe(true)
    expect(isShown(view('status=done'), asked('status=done&tag=urgent'))).toBe(false)
    expect(isShown(view('status=done'), asked('status=done&groupBy=status'))).toBe(false)
  })

  it('takes the last day in', () => {
    expect(dueUntil('2026-03-28', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z')
    expect(dueUntil('', 'UTC')).toBe('')
  })
})

describe('tasks that are put together', () => {
  const task = (id: string, change: object) =>
    ({ id, status: 'todo', priority: 'low', assigneeId: null, assigneeName: null, parentId: null, ...change }) as const
  const anna = { assigneeId: 'u2', assigneeName: 'Anna' }
  const tasks = [
    task('a', { priority: 'low' as const }),
    task('b', { ...anna, status: 'done', priority: 'critical' as const }),
    task('c', { assigneeId: 'u1', assigneeName: 'Zoe' }),
    task('d', anna),
  ]
  const ids = (...of: Parameters<typeof grouped<(typeof tasks)[number]>>) =>
    grouped(...of).map(({ tasks }) => tasks.map(({ id }) => id).join(''))

  it('follow the order of what they are put together by', () => {
    expect(ids(tasks, 'status', ['done', 'todo'])).toEqual(['b', 'acd'])
    expect(ids(tasks, 'priority', [])).toEqual(['b', 'acd'])
  })

  it('go by name, those of nobody last', () => {
    expect(ids(tasks, 'assignee', [])).toEqual(['bd', 'c', 'a'])
  })
})
