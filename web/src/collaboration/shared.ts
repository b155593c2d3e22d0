import type { editor } from 'monaco-editor/editor'
import { Awareness } from 'y-protocols/awareness'
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs'
import { answered, api } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { session } from '../shared/session'
import { bind } from './binding'
import { call, fetchBytes } from './call'
import { keepDocument, keptDocument } from './kept'
import type { Listen } from './provider'
import { RoomProvider } from './provider'

const AGAIN = 3000

export interface Other {
  id: number
  name: string
  role: string
}

export type State = 'joining' | 'synced' | 'offline' | 'closed'

interface Given {
  attemptId: string
  questionId: string
  language: string
  shown: editor.IStandaloneCodeEditor
  /** Whether this device keeps what the server may lack: for the candidate, whose text it is. */
  keeps: boolean
  heard: (state: State, others: Other[]) => void
}

/**
 * Write an answer together with everybody in its room; returns what leaves it.
 *
 * The editor can't be written in until it shows the room's text, or what this device has kept of it: so whatever is
 * written is written into the shared document, and nothing is lost when both sides go on from there.
 */
export function share(given: Given): () => void {
  const doc = new Doc()
  const text = doc.getText('source')
  const awareness = new Awareness(doc)
  const { attemptId, questionId } = given
  const sender = crypto.randomUUID()
  let provider: RoomProvider | null = null
  let part = () => {}
  let bound = false
  let left = false
  let state: State = 'joining'
  let timer: ReturnType<typeof setTimeout> | undefined
  const others = () => [...awareness.getStates()].filter(([id]) => id !== doc.clientID).map(([id, told]) => other(id, told))
  const tell = (now: State) => {
    state = now
    given.heard(now, others())
  }
  const join = () => {
    if (bound) return
    bound = true
    if (text.toString() !== given.shown.getValue()) given.shown.setValue(text.toString())
    part = bind(text, given.shown)
    given.shown.updateOptions({ readOnly: false })
    if (!given.keeps) return
    const keep = () => {
      if (!left) void keepDocument(attemptId, questionId, encodeStateAsUpdate(doc))
    }
    keep()
    doc.on('update', keep)
  }
  const connect = async () => {
    try {
      const params = { path: { attemptId, questionId } }
      const body = { language: given.language || null }
      const room = await answered(api.POST('/v1/attempts/{attemptId}/answers/{questionId}/room', { params, body }))
      const onState = (now: 'synced' | 'offline' | 'closed') => tell(now)
      const options = { call, fetchBytes, awareness, sender, onState, listen: await listener() }
      if (left) return
      provider = new RoomProvider(doc, room.id, options)
      await provider.connect()
      if (left) return provider.stop()
      join()
      tell('synced')
    } catch (problem) {
      provider?.stop()
      provider = null
      if (left) return
      if (problem instanceof Problem && !problem.passes && problem.code !== 'aborted') {
        given.shown.updateOptions({ readOnly: false })
        return tell('closed')
      }
      tell('offline')
      timer = setTimeout(connect, AGAIN)
    }
  }
  const begin = async () => {
    const known = given.keeps ? await keptDocument(attemptId, questionId) : undefined
    if (left) return
    if (known) {
      applyUpdate(doc, known)
      join()
    }
    await connect()
  }
  given.shown.updateOptions({ readOnly: true })
  awareness.setLocalState({})
  awareness.on('change', () => given.heard(state, others()))
  begin()
  return () => {
    left = true
    clearTimeout(timer)
    part()
    const leaving = provider
    // What can't be sent any more is kept on the candidate's device, for when the question is opened again.
    leaving?.leave().catch(() => leaving.stop())
  }
}

function other(id: number, told: Record<string, unknown>): Other {
  const { name = '', role = '' } = (told.user ?? {}) as { name?: string; role?: string }
  return { id, name, role }
}

/** Return what hears a room, undefined where nothing live can be had and it is asked instead. */
async function listener(): Promise<Listen | undefined> {
  const [{ firestoreOf }, { roomListener }] = await Promise.all([import('../shared/live'), import('./listening')])
  const { user } = await answered(api.GET('/v1/auth/verify'))
  const firestore = await firestoreOf(user.id)
  return firestore ? roomListener(firestore, session.getState().tenantId, user.id) : undefined
}
