import type { Schemas } from '../shared/api/client'

export type Seat = Schemas['Seat']

const STORED = 'ella-device'

/** Return where this page writes from: the device keeps its id, each opening of the page has one of its own. */
export function newSeat(): Seat {
  const deviceId = localStorage.getItem(STORED) ?? crypto.randomUUID()
  localStorage.setItem(STORED, deviceId)
  return { deviceId, tabId: crypto.randomUUID() }
}

export function sameSeat(one: Seat | null, other: Seat | null): boolean {
  return one?.deviceId === other?.deviceId && one?.tabId === other?.tabId
}
