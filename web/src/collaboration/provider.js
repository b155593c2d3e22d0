// Keeps a Yjs document in step with a room over plain requests: no socket is held. What others write comes by a
// listener where there is one, and by asking every few seconds otherwise.
import * as Y from 'yjs'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { fromBase64, toBase64 } from 'lib0/buffer'
import { applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { readSyncMessage, writeUpdate } from 'y-protocols/sync'

const SYNC = 0
const AWARENESS = 1
const MAX_BACKOFF = 16

/**
 * `path` is the room's own, as `/v1/cards/{cardId}/room`; an answer's room needs none.
 * `call(method, path, body)` makes a request and resolves to its data; it rejects with an error whose `status` is the
 * answer's, and without one where no answer came. `fetchBytes(url)` downloads a large snapshot.
 * `listen(roomId, { update, awareness, lost })` returns what stops it; `update` and `awareness` take bytes, and `lost`
 * is called when nothing more will be heard. `onState(state, error)` hears 'synced', 'offline' and 'closed'.
 */
export class RoomProvider {
  constructor(doc, roomId, { call, path, awareness, sender, listen, fetchBytes, onState, flushEvery, pollEvery }) {
    Object.assign(this, { doc, roomId, call, awareness, sender, listen, fetchBytes })
    this.flushEvery = flushEvery ?? 1000
    this.pollEvery = pollEvery ?? 3000
    this.onState = onState ?? (() => {})
    this.path = path ?? `/v1/rooms/${encodeURIComponent(roomId)}`
    this.waiting = []
    this.tellPresence = false
    this.batch = null
    this.number = 0
    this.failures = 0
    this.closed = false
    this.timers = new Set()
    this.onUpdate = (update, origin) => {
      if (origin !== this) this.waiting.push(update)
    }
    this.onPresence = (_, origin) => {
      if (origin !== this) this.tellPresence = true
    }
  }

  async connect() {
    this.doc.on('update', this.onUpdate)
    this.awareness.on('update', this.onPresence)
    this.tellPresence = this.awareness.getLocalState() !== null
    const known = await this.pull()
    const theirs = known.length ? Y.encodeStateVectorFromUpdate(Y.mergeUpdates(known)) : undefined
    const own = Y.encodeStateAsUpdate(this.doc, theirs)
    if (own.length > 2) this.waiting.push(own)
    this.every(this.flushEvery, () => this.flush())
    this.hear()
    if (!this.listen) this.every(this.pollEvery, () => this.pull())
  }

  /** Whether everything written here is kept by the server. */
  get saved() {
    return this.batch === null && this.waiting.length === 0
  }

  async pull() {
    const since = this.cursor === undefined ? '' : `?since=${this.cursor}`
    const content = await this.call('GET', `${this.path}/updates${since}`)
    const known = []
    if (content.snapshot) known.push(fromBase64(content.snapshot))
    if (content.snapshotUrl) known.push(await this.fetchBytes(content.snapshotUrl))
    for (const update of known) Y.applyUpdate(this.doc, update, this)
    for (const each of content.updates) known.push(this.take(fromBase64(each.message)))
    for (const each of content.awareness) this.take(fromBase64(each.message))
    this.cursor = content.cursor
    return known
  }

  // A batch keeps its number until the server has it, so that sending it again changes nothing.
  async flush() {
    if (this.batch === null && this.waiting.length) {
      this.number += 1
      this.batch = Y.mergeUpdates(this.waiting)
      this.waiting = []
    }
    if (this.batch === null && !this.tellPresence) return
    const messages = []
    if (this.batch !== null) messages.push(message(SYNC, (encoder) => writeUpdate(encoder, this.batch)))
    this.tellPresence = false
    const mine = encodeAwarenessUpdate(this.awareness, [this.doc.clientID])
    messages.push(message(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, mine)))
    try {
      await this.call('POST', `${this.path}/updates`, {
        sender: this.sender,
        number: Math.max(this.number, 1),
        messages: messages.map(toBase64),
      })
      this.batch = null
    } catch (error) {
      this.tellPresence = true
      throw error
    }
  }

  // What a listener began after the pull might have missed in between is pulled once it hears.
  hear() {
    if (!this.listen || this.closed) return
    this.stopListening = this.listen(this.roomId, {
      update: (update) => Y.applyUpdate(this.doc, update, this),
      awareness: (bytes) => this.take(bytes),
      lost: () => {
        this.listen = undefined
        this.every(this.pollEvery, () => this.pull())
      },
    })
    this.pull().catch(() => this.every(this.pollEvery, () => this.pull(), { once: true }))
  }

  take(bytes) {
    const decoder = decoding.createDecoder(bytes)
    if (decoding.readVarUint(decoder) === AWARENESS) {
      applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this)
      return null
    }
    const update = bytes.slice(decoder.pos)
    readSyncMessage(decoder, encoding.createEncoder(), this.doc, this)
    const inner = decoding.createDecoder(update)
    decoding.readVarUint(inner)
    return decoding.readVarUint8Array(inner)
  }

  every(pause, step, { once = false } = {}) {
    const again = (after) => {
      if (this.closed) return
      const timer = setTimeout(async () => {
        this.timers.delete(timer)
        let done = once
        try {
          await step()
          if (this.closed) return
          this.failures = 0
          this.onState('synced')
        } catch (error) {
          if (this.closed) return
          done = false
          this.failed(error)
        }
        if (!done) again(pause * Math.min(2 ** this.failures, MAX_BACKOFF))
      }, after)
      this.timers.add(timer)
    }
    again(pause)
  }

  // A refusal stands however often it is asked for; no answer, too many requests and a failing server pass.
  failed(error) {
    const refused = error.status >= 400 && error.status < 500 && ![401, 408, 429].includes(error.status)
    if (refused && error.code !== 'aborted') {
      this.onState('closed', error)
      this.stop()
      return
    }
    this.failures += 1
    this.onState('offline', error)
  }

  stop() {
    this.closed = true
    for (const timer of this.timers) clearTimeout(timer)
    this.stopListening?.()
    this.doc.off('update', this.onUpdate)
    this.awareness.off('update', this.onPresence)
  }

  /** Send what is left, and leave the room. */
  async leave() {
    await this.flush()
    this.stop()
    await this.call('POST', `${this.path}/leave`, { sender: this.sender })
  }
}

function message(type, write) {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  write(encoder)
  return encoding.toUint8Array(encoder)
}
