import { expect, test } from 'vitest'
import { elapsedPercent, lengthOf, momentOf } from './times'

test('a length has hours only where it needs them, and never runs below nothing', () => {
  expect([lengthOf(59_999), lengthOf(605_000), lengthOf(3_725_000), lengthOf(-5)]).toEqual([
    '0:59',
    '10:05',
    '1:02:05',
    '0:00',
  ])
})

test('elapsed time stays between nothing and all', () => {
  expect([elapsedPercent(0, 100, -5), elapsedPercent(0, 200, 50), elapsedPercent(0, 100, 900)]).toEqual([0, 25, 100])
  expect(elapsedPercent(100, 100, 100)).toBe(100)
})

test('the last day of a filter counts whole', () => {
  const [from, until] = [momentOf('2026-03-01'), momentOf('2026-03-01', true)]
  expect(Date.parse(until ?? '') - Date.parse(from ?? '')).toBe(86_399_000)
  expect(momentOf('')).toBeUndefined()
})
