import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Schemas } from '../shared/api/client'
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

interface Content extends DBSchema {
  unsent: { key: [string, string, string]; value: Unsent; indexes: { attempt: string } }
}

let opened: Promise<IDBPDatabase<Content>> | null = null

function database(): Promise<IDBPDatabase<Content>> {
  opened ??= openDB<Content>('ella', 1, {
    upgrade(fresh) {
      const unsent = fresh.createObjectStore('unsent', { keyPath: ['attemptId', 'questionId', 'seat.tabId'] })
      unsent.createIndex('attempt', 'attemptId')
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
