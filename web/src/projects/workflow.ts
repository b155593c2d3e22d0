import type { Schemas } from '../shared/api/client'
import type { Stage } from './data'

export type Workflow = Schemas['Workflow']

/** Return what may follow a status, itself first; anything where the workflow lost it. */
export function followers(workflow: Workflow, status: string): Workflow['statuses'] {
  const own = workflow.statuses.find(({ key }) => key === status)
  if (!own) return workflow.statuses
  const allowed = workflow.transitions[status] ?? []
  return [own, ...workflow.statuses.filter(({ key }) => allowed.includes(key))]
}

export function mayFollow(workflow: Workflow, status: string, next: string): boolean {
  return followers(workflow, status).some(({ key }) => key === next)
}

export const STAGE_COLOURS: Record<Stage, string> = {
  to_do: 'text.disabled',
  under_way: 'info.main',
  done: 'success.main',
  dropped: 'warning.main',
}
