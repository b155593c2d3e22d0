import type { Schemas } from '../../shared/api/client'
import { PRIORITIES, type Priority, type TaskFilters } from '../data'
import { momentAt } from '../zone'

export type View = Schemas['SavedViewView']
export type Sort = Schemas['ViewSort']
export type Grouping = Schemas['ViewGrouping']

export const SORTS: Sort[] = ['-createdAt', 'dueAt', '-priorityRank']
export const GROUPINGS: Grouping[] = ['status', 'assignee', 'priority', 'parent']
const NAMES = ['status', 'assigneeId', 'priority', 'parentId', 'tag', 'dueFrom', 'dueUntil'] as const

/** How tasks are looked at: which, in what order, and put together by what. */
export interface Listing {
  filters: TaskFilters
  sort: Sort
  groupBy: Grouping | null
}

/** Return the listing that a page's address names; a range of due dates is always sorted by them. */
export function listingOf(search: URLSearchParams): Listing {
  const told = NAMES.map((name) => [name, search.get(name)] as const)
  const filters = Object.fromEntries(told.filter(([, value]) => value)) as TaskFilters
  if (filters.priority && !PRIORITIES.includes(filters.priority)) delete filters.priority
  for (const name of ['dueFrom', 'dueUntil'] as const) {
    if (Number.isNaN(Date.parse(filters[name] ?? ''))) delete filters[name]
  }
  const sort = SORTS.find((each) => each === search.get('sort')) ?? '-createdAt'
  const isRanged = filters.dueFrom !== undefined || filters.dueUntil !== undefined
  const groupBy = GROUPINGS.find((each) => each === search.get('groupBy')) ?? null
  return { filters, sort: isRanged ? 'dueAt' : sort, groupBy }
}

/** Return the address's part that shows tasks as a view does. */
export function searchOf({ id, filters, sort, groupBy }: View): URLSearchParams {
  const search = new URLSearchParams({ view: id })
  for (const name of NAMES) {
    const value = filters[name]
    if (value) search.set(name, value)
  }
  if (sort !== '-createdAt') search.set('sort', sort)
  if (groupBy) search.set('groupBy', groupBy)
  return search
}

/** Return a listing as views are stored. */
export function stored({ filters, sort, groupBy }: Listing): Pick<View, 'filters' | 'sort' | 'groupBy'> {
  const all = Object.fromEntries(NAMES.map((name) => [name, filters[name] ?? null]))
  return { filters: all as unknown as View['filters'], sort, groupBy }
}

/** Return whether tasks are looked at as a view has them. */
export function isShown(view: View, listing: Listing): boolean {
  const { filters, sort, groupBy } = stored(listing)
  const same = (one: string | null, other: string | null) =>
    one === other || (one !== null && other !== null && Date.parse(one) === Date.parse(other))
  return (
    NAMES.every((name) => same(view.filters[name], filters[name])) && view.sort === sort && view.groupBy === groupBy
  )
}

/** Return the moments between which tasks are due that are due from one day to another, in a zone. */
export const dueFrom = (day: string, zone: string) => (day ? momentAt(day, 0, zone) : '')
export const dueUntil = (day: string, zone: string) => (day ? momentAt(day, 1440, zone) : '')

export interface Group<T> {
  key: string
  tasks: T[]
}

interface Grouped {
  status: string
  priority: Priority
  assigneeId: string | null
  assigneeName: string | null
  parentId: string | null
}

/** Return tasks by what they are put together by, statuses in the order they have in the project. */
export function grouped<T extends Grouped>(tasks: T[], groupBy: Grouping, statuses: string[]): Group<T>[] {
  const keyOf = (task: T) =>
    ({ status: task.status, priority: task.priority, assignee: task.assigneeId, parent: task.parentId })[groupBy] ?? ''
  const groups = new Map<string, T[]>()
  for (const task of tasks) groups.set(keyOf(task), [...(groups.get(keyOf(task)) ?? []), task])
  const found = [...groups].map(([key, tasks]) => ({ key, tasks }))
  const order = groupBy === 'status' ? statuses : groupBy === 'priority' ? (PRIORITIES as string[]) : null
  if (order) return found.sort((one, other) => order.indexOf(one.key) - order.indexOf(other.key))
  const name = ({ tasks }: Group<T>) => (groupBy === 'assignee' ? (tasks[0]?.assigneeName ?? '') : '')
  return found.sort((one, other) => Number(!one.key) - Number(!other.key) || name(one).localeCompare(name(other)))
}
