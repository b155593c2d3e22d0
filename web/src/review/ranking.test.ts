import { expect, test } from 'vitest'
import { type Attempt, ordered, scorePercent, taken } from './ranking'

function attempt(candidateName: string, points: string | null, submittedAt: string | null = null): Attempt {
  const rest = { maxPoints: '20', startedAt: '2026-03-01T09:00:00Z', status: 'scored' }
  return { ...rest, candidateName, points, submittedAt } as Attempt
}

const names = (attempts: Attempt[]) => attempts.map(({ candidateName }) => candidateName)

test('points order by their worth, not by their letters, and who has none comes last either way', () => {
  const all = [attempt('Ann', '9.5'), attempt('Ben', null), attempt('Cem', '10'), attempt('Dora', '0')]
  expect(names(ordered(all, 'score', true))).toEqual(['Dora', 'Ann', 'Cem', 'Ben'])
  expect(names(ordered(all, 'score', false))).toEqual(['Cem', 'Ann', 'Dora', 'Ben'])
})

test('names order without regard to capitals', () => {
  expect(names(ordered([attempt('bo', '1'), attempt('Al', '1'), attempt('Cy', '1')], 'candidate', true))).toEqual([
    'Al',
    'bo',
    'Cy',
  ])
})

test('a score is a share of what could be had, and time ends with handing in', () => {
  expect(scorePercent(attempt('Ann', '5'))).toBe(25)
  expect(scorePercent({ points: '0', maxPoints: '0' })).toBeNull()
  expect(taken(attempt('Ann', '5', '2026-03-01T09:30:00Z'))).toBe(1_800_000)
  expect(taken(attempt('Ann', '5'))).toBeNull()
})
