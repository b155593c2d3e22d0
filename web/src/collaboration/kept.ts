import { openDB } from 'idb'

const STORE = 'documents'

function opened() {
  return openDB('ella-rooms', 1, {
    upgrade: (database) => {
      database.createObjectStore(STORE)
    },
  })
}

/** Return what this device knows of a room's document. */
export async function keptDocument(key: string): Promise<Uint8Array | undefined> {
  return (await (await opened()).get(STORE, key)) as Uint8Array | undefined
}

/** Keep a room's document on this device, until the tab that wrote it is back. */
export async function keepDocument(key: string, state: Uint8Array): Promise<void> {
  await (await opened()).put(STORE, state, key)
}
