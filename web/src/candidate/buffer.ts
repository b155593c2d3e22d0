import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Schemas } from '../shared/api/client'
import type { Unsettled } from './recording/edits'
import type { Seat } from './seat'

export type Response = Schemas['WrittenRevision']['response']

/** What was written and has no receipt yet. */
export interface Unsent {
  attemptId: string
  questionId: string
  revision: number
  response: Response
  seat: Seat
}

/** How an answer came about in a tab, as far as nobody has been told. */
export interface KeptEdits extends Unsettled {
  attemptId: string
  questionId: string
  seat: Seat
}

interface Content extends DBSchema {
  unsent: { key: [string, string, string]; value: Unsent; indexes: { attempt: string } }
  edits: { key: [string, string, string]; value: KeptEdits; indexes: { attempt: string } }
}

let opened: Promise<IDBPDatabase<Content>> | null = null

function database(): Promise<IDBPDatabase<Content>> {
  opened ??= openDB<Content>('ella', 2, {
    upgrade(fresh, version) {
      for (const name of version < 1 ? (['unsent', 'edits'] as const) : (['edits'] as const)) {
        const store = fresh.createObjectStore(name, { keyPath: ['attemptId', 'questionId', 'seat.tabId'] })
        store.createIndex('attempt', 'attemptId')
      }
    },
  })
  return opened
}

/** Keep the newest unsent text of a question on this device; it survives the tab. */
export async function keep(unsent: Unsent): Promise<void> {
  await (await database()).put('unsent', unsent)
}

/** Forget what has its receipt, unless something newer was written meanwhile. */
export async function forget(sent: Unsent): Promise<void> {
  const transaction = (await database()).transaction('unsent', 'readwrite')
  const key: [string, string, string] = [sent.attemptId, sent.questionId, sent.seat.tabId]
  const kept = await transaction.store.get(key)
  if (kept && kept.revision <= sent.revision) await transaction.store.delete(key)
  await transaction.done
}

/** Return what any tab of this device has not sent of an attempt. */
export async function unsentOf(attemptId: string): Promise<Unsent[]> {
  return (await database()).getAllFromIndex('unsent', 'attempt', attemptId)
}

/** Keep edits that nobody has been told of, in the place of what was kept of that tab and answer. */
export async function keepEdits(edits: KeptEdits): Promise<void> {
  await (await database()).put('edits', edits)
}

/** Take out what tabs of this device have kept of how an attempt's answers came about. */
export async function takeEdits(attemptId: string): Promise<KeptEdits[]> {
  const transaction = (await database()).transaction('edits', 'readwrite')
  const kept = await transaction.store.index('attempt').getAll(attemptId)
  await Promise.all(kept.map((each) => transaction.store.delete([attemptId, each.questionId, each.seat.tabId])))
  await transaction.done
  return kept
}
