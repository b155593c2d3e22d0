import type { Schemas } from '../../shared/api/client'

type Attempt = Pick<Schemas['AttemptView'], 'assessmentId' | 'startedAt' | 'points' | 'maxPoints' | 'practice'>

/** How many attempts of a week came to what; `from` is its Monday. */
export interface Week {
  from: Date
  passed: number
  failed: number
  scored: number
  unscored: number
}

/** Return the Monday of a day's week, at its first moment. */
export function mondayOf(day: Date): Date {
  const monday = new Date(day.getFullYear(), day.getMonth(), day.getDate())
  monday.setDate(monday.getDate() - ((monday.getDay() + 6) % 7))
  return monday
}

/** Return the last `number` weeks, the earliest first; practice is left out. `passing` has percents by assessment. */
export function weeksOf(attempts: Attempt[], passing: Map<string, number>, now: Date, number = 8): Week[] {
  const weeks: Week[] = Array.from({ length: number }, (_, place) => {
    const from = mondayOf(now)
    from.setDate(from.getDate() - 7 * (number - 1 - place))
    return { from, passed: 0, failed: 0, scored: 0, unscored: 0 }
  })
  for (const attempt of attempts) {
    const monday = mondayOf(new Date(attempt.startedAt)).getTime()
    const week = weeks.find(({ from }) => from.getTime() === monday)
    if (week && !attempt.practice) week[outcome(attempt, passing.get(attempt.assessmentId))] += 1
  }
  return weeks
}

function outcome(attempt: Attempt, percent: number | undefined): Exclude<keyof Week, 'from'> {
  if (attempt.points === null) return 'unscored'
  if (percent === undefined) return 'scored'
  return Number(attempt.points) * 100 >= percent * Number(attempt.maxPoints) ? 'passed' : 'failed'
}

/** Return the share that passed in whole percents, null where nobody could. */
export function passRate({ passed, failed }: Pick<Week, 'passed' | 'failed'>): number | null {
  return passed + failed ? Math.round((passed * 100) / (passed + failed)) : null
}
