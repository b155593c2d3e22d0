import { type IDBPDatabase, openDB } from 'idb'

const STORE = 'documents'

let opened: Promise<IDBPDatabase> | null = null

function database(): Promise<IDBPDatabase> {
  opened ??= openDB('ella-rooms', 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore(STORE)
    },
  })
  return opened
}

const keyOf = (attemptId: string, questionId: string) => `${attemptId}:${questionId}`

/** Return what this device knows of the document that an answer is written in. */
export async function keptDocument(attemptId: string, questionId: string): Promise<Uint8Array | undefined> {
  return (await (await database()).get(STORE, keyOf(attemptId, questionId))) as Uint8Array | undefined
}

/** Keep the document of an answer on this device, until the attempt has ended. */
export async function keepDocument(attemptId: string, questionId: string, state: Uint8Array): Promise<void> {
  await (await database()).put(STORE, state, keyOf(attemptId, questionId))
}

/** Delete the documents of an attempt: once it has ended, nothing in them can be sent any more. */
export async function forgetDocuments(attemptId: string): Promise<void> {
  await (await database()).delete(STORE, IDBKeyRange.bound(keyOf(attemptId, ''), keyOf(attemptId, '\uffff')))
}
