import { type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useOutletContext } from 'react-router'
import { useMay } from '../shared/access'
import { answered, api, type Listed, listed, type Schemas } from '../shared/api/client'
import type { Calendars } from './calendar'

export type Project = Schemas['ProjectView']
export type Task = Schemas['TaskView']
export type ListedTask = Schemas['TaskListItem']
export type Person = Schemas['ProjectMemberView']
export type Priority = Schemas['Priority']
export type Stage = Schemas['Stage']

export const PRIORITIES: Priority[] = ['critical', 'high', 'medium', 'low']
/** So many tasks the board and the plan show at once. */
export const MOST_TASKS = 1000

/** What every screen of a project knows. */
export interface Inside {
  project: Project
  people: Person[]
  calendars: Calendars
  me: string
}

export const useInside = () => useOutletContext<Inside>()

/** Return the name that somebody goes by in the project. */
export function nameOf(people: Person[], memberId: string | null | undefined): string {
  return people.find((person) => person.memberId === memberId)?.displayName ?? '–'
}

export function useProject(projectId: string) {
  return useQuery({
    queryKey: ['project', projectId],
    queryFn: () => answered(api.GET('/v1/projects/{projectId}', { params: { path: { projectId } } })),
  })
}

export function usePeople(projectId: string) {
  return useQuery({
    queryKey: ['project', projectId, 'people'],
    queryFn: async () =>
      (await answered(api.GET('/v1/projects/{projectId}/members', { params: { path: { projectId } } }))).items,
  })
}

export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: () => answered(api.GET('/v1/profile')),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Have everything that a project's screens show be asked for again. */
export function useRefresh(projectId: string) {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['project', projectId] })
}

/** Every project that one sees. */
export function useEveryProject() {
  return useQuery({ queryKey: ['projects', 'all'], queryFn: everyProject })
}

async function everyProject(): Promise<Schemas['ProjectSummary'][]> {
  const found: Schemas['ProjectSummary'][] = []
  let cursor: string | undefined = ''
  while (cursor !== undefined) {
    const query: { limit: number; cursor?: string } = { limit: 100, ...(cursor && { cursor }) }
    const page: Listed<Schemas['ProjectSummary']> = await listed(api.GET('/v1/projects', { params: { query } }))
    found.push(...page.items)
    cursor = page.next
  }
  return found
}

export interface TaskFilters {
  status?: string
  assigneeId?: string
  priority?: Priority
  parentId?: string
  tag?: string
  dueFrom?: string
  dueUntil?: string
  sort?: Schemas['ViewSort']
}

export function askTasks(projectId: string, filters: TaskFilters, cursor: string): Promise<Listed<ListedTask>> {
  const query = { ...filters, limit: 100, ...(cursor && { cursor }) }
  return listed(api.GET('/v1/projects/{projectId}/tasks', { params: { path: { projectId }, query } }))
}

/** The tasks of a project page by page. */
export function useTasks(projectId: string, filters: TaskFilters) {
  return useInfiniteQuery({
    queryKey: ['project', projectId, 'tasks', filters],
    queryFn: ({ pageParam }) => askTasks(projectId, filters, pageParam),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

export const allTasksKey = (projectId: string) => ['project', projectId, 'tasks', 'all']

/** The newest tasks of a project at once, a thousand at most. */
export function useAllTasks(projectId: string) {
  return useQuery({ queryKey: allTasksKey(projectId), queryFn: () => everyTask(projectId) })
}

async function everyTask(projectId: string): Promise<ListedTask[]> {
  const found: ListedTask[] = []
  let cursor: string | undefined = ''
  while (cursor !== undefined && found.length < MOST_TASKS) {
    const page: Listed<ListedTask> = await askTasks(projectId, {}, cursor)
    found.push(...page.items)
    cursor = page.next
  }
  return found
}

/** Show a task as changed in what was asked for already; return what puts it back. */
export function showChanged(queries: QueryClient, projectId: string, taskId: string, change: Partial<ListedTask>) {
  const key = allTasksKey(projectId)
  const before = queries.getQueryData<ListedTask[]>(key)
  queries.setQueryData<ListedTask[]>(key, (tasks) =>
    tasks?.map((task) => (task.id === taskId ? { ...task, ...change } : task)),
  )
  return () => queries.setQueryData(key, before)
}

/** Return what tells whether a task may be changed by whoever looks. */
export function useMayEdit(): (task: { assigneeId: string | null }, me: string) => boolean {
  const may = useMay()
  return (task, me) => may('tasks:write') || (may('tasks:update') && task.assigneeId === me)
}
