import type { Schemas } from '../../shared/api/client'

export type Source = Schemas['Source']
export type Dimension = Schemas['Dimension']
export type Measure = Schemas['Measure-Input']

/** What a report of each source may be put together by, and add up. */
export const CHOICES: Record<Source, { dimensions: Dimension[]; measures: Measure[] }> = {
  tasks: {
    dimensions: [
      'assignee',
      'reporter',
      'priority',
      'stage',
      'status',
      'tag',
      'created_week',
      'created_month',
      'done_week',
      'done_month',
      'due_week',
      'due_month',
    ],
    measures: ['tasks', 'open', 'done', 'overdue', 'estimated_hours', 'actual_hours'],
  },
  time: {
    dimensions: ['member', 'task', 'day', 'week', 'month', 'currency'],
    measures: ['entries', 'hours', 'cost'],
  },
}

export const MOST_DIMENSIONS = 3

/** Return whether a report of these can be made; a cost needs its currency beside it. */
export function isWhole(dimensions: Dimension[], measures: Measure[]): boolean {
  const priced = !measures.includes('cost') || dimensions.includes('currency')
  return measures.length > 0 && dimensions.length <= MOST_DIMENSIONS && priced
}
