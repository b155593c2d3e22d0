import { expect, test } from 'vitest'
import { type RunDocument, runningOf, type StatusDocument } from './running'

const at = (minute: number) => ({ toMillis: () => minute * 60_000 })

function status(id: string, deadline: number, more: Partial<StatusDocument> = {}): StatusDocument {
  return { id, assessmentId: 'A', title: 'Backend', status: 'open', startedAt: at(0), deadline: at(deadline), ...more }
}

const run = (id: string, subjectId: string, verdict: string | null): RunDocument => ({
  id,
  subjectId,
  status: 'completed',
  testsDone: 1,
  testsTotal: 1,
  verdict,
})

test('whoever runs out of time first comes first, and whoever has handed in comes last', () => {
  const rows = runningOf([status('a', 60), status('b', 5, { status: 'submitted' }), status('c', 30)], [], new Map())
  expect(rows.map(({ id }) => id)).toEqual(['c', 'a', 'b'])
})

test('runs belong to their attempt, and those that passed are counted', () => {
  const runs = [run('1', 'a', 'WA'), run('2', 'a', 'AC'), run('3', 'b', 'TLE'), run('4', 'a', null)]
  const [row] = runningOf([status('a', 60)], runs, new Map([['a', 'Carl']]))
  expect(row).toMatchObject({ runs: 3, runsPassed: 1, name: 'Carl', outages: 0, onBreakUntil: null })
})
