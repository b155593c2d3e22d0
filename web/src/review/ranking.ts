import type { Schemas } from '../shared/api/client'

export type Attempt = Schemas['AttemptView']
export type Column = 'candidate' | 'status' | 'score' | 'taken' | 'submitted'

const STATUSES: Schemas['AttemptStatus'][] = ['open', 'submitted', 'scored']

/** Return how much of the points an attempt got, null before it is scored. */
export function scorePercent({ points, maxPoints }: Pick<Attempt, 'points' | 'maxPoints'>): number | null {
  if (points === null || Number(maxPoints) === 0) return null
  return (Number(points) / Number(maxPoints)) * 100
}

/** Return for how many milliseconds somebody worked, null while they do. */
export function taken({ startedAt, submittedAt }: Pick<Attempt, 'startedAt' | 'submittedAt'>): number | null {
  return submittedAt === null ? null : Date.parse(submittedAt) - Date.parse(startedAt)
}

const VALUES: Record<Column, (attempt: Attempt) => string | number | null> = {
  candidate: ({ candidateName }) => candidateName.toLocaleLowerCase(),
  status: ({ status }) => STATUSES.indexOf(status),
  score: scorePercent,
  taken,
  submitted: ({ submittedAt }) => submittedAt,
}

/** Return attempts in the order of a column; what has no value yet comes last, either way. */
export function ordered(attempts: Attempt[], column: Column, ascending: boolean): Attempt[] {
  const value = VALUES[column]
  return [...attempts].sort((first, second) => {
    const [one, other] = [value(first), value(second)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    const order = one < other ? -1 : Number(one > other)
    return ascending ? order : -order
  })
}
