import type { Schemas } from '../shared/api/client'

/** What Firestore shows of an attempt; times are Firestore's own. */
export interface StatusDocument {
  id: string
  assessmentId: string
  title: string
  status: Schemas['AttemptStatus']
  startedAt: Moment
  deadline: Moment
  submittedAt?: Moment | null
  pairMode?: boolean
  time?: { breakEndsAt?: Moment | null; extendedMinutes?: number; credits?: unknown[] }
  interviewers?: { userId: string; name: string }[]
}

/** What Firestore shows of a practice run. */
export interface RunDocument {
  id: string
  subjectId: string
  status: string
  testsDone: number
  testsTotal: number
  verdict?: string | null
}

type Moment = { toMillis(): number } | string

export interface Running {
  id: string
  assessmentId: string
  title: string
  name: string
  startedAt: number
  deadline: number
  isOver: boolean
  onBreakUntil: number | null
  extendedMinutes: number
  outages: number
  interviewers: string[]
  pairMode: boolean
  runs: number
  runsPassed: number
}

function millis(moment: Moment): number {
  return typeof moment === 'string' ? Date.parse(moment) : moment.toMillis()
}

/** Return the attempts to watch, the one that ends next first, those that have ended last. */
export function runningOf(
  statuses: StatusDocument[],
  runs: RunDocument[],
  names: ReadonlyMap<string, string>,
): Running[] {
  const rows = statuses.map((each) => {
    const own = runs.filter(({ subjectId }) => subjectId === each.id)
    return {
      id: each.id,
      assessmentId: each.assessmentId,
      title: each.title,
      name: names.get(each.id) ?? '',
      startedAt: millis(each.startedAt),
      deadline: millis(each.deadline),
      isOver: each.status !== 'open',
      onBreakUntil: each.time?.breakEndsAt ? millis(each.time.breakEndsAt) : null,
      extendedMinutes: each.time?.extendedMinutes ?? 0,
      outages: each.time?.credits?.length ?? 0,
      interviewers: (each.interviewers ?? []).map(({ name }) => name),
      pairMode: each.pairMode ?? false,
      runs: own.length,
      runsPassed: own.filter(({ verdict }) => verdict === 'AC').length,
    }
  })
  return rows.sort((one, other) => Number(one.isOver) - Number(other.isOver) || one.deadline - other.deadline)
}
