import type { Awareness } from 'y-protocols/awareness'
import type { Doc } from 'yjs'

export interface Ears {
  update(bytes: Uint8Array): void
  awareness(bytes: Uint8Array): void
  lost(problem?: unknown): void
}

export type Listen = (roomId: string, ears: Ears) => () => void

export interface RoomOptions {
  call: (method: string, path: string, body?: unknown) => Promise<unknown>
  path?: string
  awareness: Awareness
  sender: string
  listen?: Listen | undefined
  fetchBytes?: (url: string) => Promise<Uint8Array>
  onState?: (state: 'synced' | 'offline' | 'closed', problem?: unknown) => void
  flushEvery?: number
  pollEvery?: number
}

export class RoomProvider {
  constructor(doc: Doc, roomId: string, options: RoomOptions)
  readonly saved: boolean
  connect(): Promise<void>
  stop(): void
  leave(): Promise<void>
}
