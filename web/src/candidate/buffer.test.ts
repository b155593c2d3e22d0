import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { forget, keep, keepEdits, takeEdits, type Unsent, unsentOf } from './buffer'

const unsent = (revision: number, tabId = 'first', attemptId = 'attempt'): Unsent => ({
  attemptId,
  questionId: 'one',
  revision,
  response: { kind: 'free_text', text: `revision ${revision}` },
  seat: { deviceId: 'laptop', tabId },
})

it('keeps the newest of each question and tab, and forgets no newer text than was sent', async () => {
  await keep(unsent(1))
  await keep(unsent(2))
  await keep(unsent(5, 'second'))
  await keep(unsent(9, 'first', 'another'))
  expect((await unsentOf('attempt')).map((each) => each.revision).sort()).toEqual([2, 5])
  await forget(unsent(1))
  expect(await unsentOf('attempt')).toHaveLength(2)
  await forget(unsent(2))
  expect((await unsentOf('attempt')).map((each) => each.seat.tabId)).toEqual(['second'])
})

it('hands out once how an answer came about', async () => {
  const edit = { atMs: 1, at: 0, deleted: 0, inserted: 'a', reset: false }
  const kept = { attemptId: 'attempt', questionId: 'one', seat: { deviceId: 'laptop', tabId: 'first' }, settled: 3 }
  await keepEdits({ ...kept, waiting: [] })
  await keepEdits({ ...kept, waiting: [edit] })
  expect(await takeEdits('attempt')).toEqual([{ ...kept, waiting: [edit] }])
  expect(await takeEdits('attempt')).toEqual([])
})
