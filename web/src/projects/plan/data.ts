import { useQuery } from '@tanstack/react-query'
import { answered, api, type Listed, listed, type Schemas } from '../../shared/api/client'
import { Problem } from '../../shared/api/problem'
import { MOST_TASKS } from '../data'
import type { Row } from './chart'

export type Assumed = Schemas['AssumedPlan']
export type Dependency = Schemas['DependencyView']

export interface Timeline {
  start: string
  finish: string
  plannedAt: string
  levelled: boolean
  rows: Row[]
}

/** The project's stored plan, null where it was never scheduled. */
export function useTimeline(projectId: string) {
  return useQuery({ queryKey: ['project', projectId, 'timeline'], queryFn: () => timeline(projectId) })
}

async function timeline(projectId: string): Promise<Timeline | null> {
  const rows: Row[] = []
  let part: number | null = 0
  let last: Schemas['TimelinePart'] | null = null
  while (part !== null && rows.length < MOST_TASKS) {
    const params: { path: { projectId: string }; query: { part: number } } = { path: { projectId }, query: { part } }
    try {
      last = await answered(api.GET('/v1/projects/{projectId}/timeline', { params }))
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 404 && part === 0) return null
      throw problem
    }
    rows.push(...last.rows)
    part = last.nextPart
  }
  return last && { ...last, rows }
}

export function useDependencies(projectId: string) {
  return useQuery({
    queryKey: ['project', projectId, 'dependencies'],
    queryFn: async () => {
      const found: Dependency[] = []
      let cursor: string | undefined = ''
      while (cursor !== undefined && found.length < 2 * MOST_TASKS) {
        const query: { limit: number; cursor?: string } = { limit: 100, ...(cursor && { cursor }) }
        const page: Listed<Dependency> = await listed(
          api.GET('/v1/projects/{projectId}/dependencies', { params: { path: { projectId }, query } }),
        )
        found.push(...page.items)
        cursor = page.next
      }
      return found
    },
  })
}

export function useMilestones(projectId: string) {
  return useQuery({
    queryKey: ['project', projectId, 'milestones'],
    queryFn: async () => {
      const params = { path: { projectId }, query: { limit: 100 } }
      return (await listed(api.GET('/v1/projects/{projectId}/milestones', { params }))).items
    },
  })
}
