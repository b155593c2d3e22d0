import { expect, test } from 'vitest'
import { player } from './playback'

const edit = (ms: number, at: number, deleted: number, inserted: string, reset = false) => ({
  ms,
  at,
  deleted,
  inserted,
  reset,
})

test('a text comes about edit by edit, and goes back', () => {
  const at = player('', [edit(10, 0, 0, 'print()'), edit(20, 6, 0, '1'), edit(30, 0, 5, 'say')])
  expect([at(0), at(10), at(25), at(30), at(10)]).toEqual(['', 'print()', 'print(1)', 'say(1)', 'print()'])
})

test('positions count what people see as one sign, not halves of it', () => {
  const at = player('', [edit(1, 0, 0, '😀😀'), edit(2, 1, 1, '!')])
  expect(at(2)).toBe('😀!')
})

test('a reset leaves nothing of what was there', () => {
  expect(player('old', [edit(5, 0, 0, 'new', true)])(5)).toBe('new')
})

test('any moment of a long playback is right, in whatever order it is asked for', () => {
  const edits = Array.from({ length: 1000 }, (_, index) => edit(index, index, 0, String(index % 10)))
  const at = player('', edits)
  const whole = edits.map(({ inserted }) => inserted).join('')
  expect(at(999)).toBe(whole)
  expect(at(450)).toBe(whole.slice(0, 451))
  expect(at(401)).toBe(whole.slice(0, 402))
})
