import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { forgetDocuments, keepDocument, keptDocument } from './kept'

it('keeps the documents of each answer until their attempt has ended', async () => {
  await keepDocument('attempt', 'one', Uint8Array.of(1))
  await keepDocument('attempt', 'two', Uint8Array.of(2))
  await keepDocument('attempt-2', 'one', Uint8Array.of(3))
  expect(await keptDocument('attempt', 'two')).toEqual(Uint8Array.of(2))
  await forgetDocuments('attempt')
  expect(await keptDocument('attempt', 'one')).toBeUndefined()
  expect(await keptDocument('attempt', 'two')).toBeUndefined()
  expect(await keptDocument('attempt-2', 'one')).toEqual(Uint8Array.of(3))
})
