import { describe, expect, it } from 'vitest'
import { Problem } from '../shared/api/problem'
import type { Response, Unsent } from './buffer'
import { Autosave, type Outside, type Receipt } from './saving'

const SEAT = { deviceId: 'laptop', tabId: 'first' }
const text = (words: string): Response => ({ kind: 'free_text', text: words })

/** A server with the rules of a replay, and a disk. */
class World implements Outside {
  online = true
  elsewhere = false
  saved = new Map<string, { revision: number; response: Response }>()
  disk = new Map<string, Unsent>()
  steps: (() => void)[] = []
  sends = 0

  async send(revisions: Unsent[]): Promise<Receipt[]> {
    this.sends += 1
    if (!this.online) throw new Problem(0, 'offline', 'no answer')
    if (this.elsewhere) throw new Problem(409, 'attempt_active_elsewhere', 'open on another device')
    return revisions.map(({ questionId, revision, response }) => {
      const earlier = this.saved.get(questionId)
      const newer = !earlier || revision > earlier.revision
      if (newer) this.saved.set(questionId, { revision, response })
      const currentRevision = newer ? revision : earlier.revision
      const outcome = newer ? 'saved' : 'superseded'
      return { questionId, revision, outcome, currentRevision, receipt: 'signed', message: null }
    })
  }

  async keep(unsent: Unsent): Promise<void> {
    this.disk.set(unsent.questionId, unsent)
  }

  async forget(sent: Unsent): Promise<void> {
    if ((this.disk.get(sent.questionId)?.revision ?? 0) <= sent.revision) this.disk.delete(sent.questionId)
  }

  later(step: () => void): () => void {
    this.steps.push(step)
    return () => {
      this.steps = this.steps.filter((each) => each !== step)
    }
  }
}

describe('what a candidate writes', () => {
  it('is kept on the device until it has its receipt', async () => {
    const world = new World()
    const autosave = new Autosave('attempt', SEAT, world)
    await autosave.write('one', text('hello'))
    expect(world.disk.get('one')?.response).toEqual(text('hello'))
    await autosave.flush()
    expect(world.disk.size).toBe(0)
    expect(autosave.state.getState().receipts.one?.receipt).toBe('signed')
    expect(autosave.state.getState().standing).toBe('saved')
  })

  it('arrives in order after being offline, and nothing is lost', async () => {
    const world = new World()
    const autosave = new Autosave('attempt', SEAT, world)
    autosave.begin('one', 4, text('before'))
    world.online = false
    await autosave.write('one', text('first'))
    await autosave.flush()
    await autosave.write('one', text('second'))
    await autosave.write('two', text('other'))
    expect(autosave.state.getState().standing).toBe('offline')
    expect([...world.disk.values()].map((each) => each.revision)).toEqual([6, 1])
    world.online = true
    await autosave.flush()
    expect(world.saved.get('one')).toEqual({ revision: 6, response: text('second') })
    expect(world.saved.get('two')?.response).toEqual(text('other'))
    expect(autosave.isSaved).toBe(true)
  })

  it('tries again by itself while there is something unsent', async () => {
    const world = new World()
    const autosave = new Autosave('attempt', SEAT, world)
    world.online = false
    await autosave.write('one', text('hello'))
    await autosave.flush()
    expect(world.steps).toHaveLength(1)
  })

  it('is sent again with a higher number where the server has a higher one', async () => {
    const world = new World()
    const autosave = new Autosave('attempt', SEAT, world)
    world.saved.set('one', { revision: 7, response: text('old') })
    await autosave.write('one', text('mine'))
    await autosave.flush()
    await autosave.flush()
    expect(world.saved.get('one')).toEqual({ revision: 8, response: text('mine') })
  })

  it('stays on the device and is not sent again once another tab has the attempt', async () => {
    const world = new World()
    const autosave = new Autosave('attempt', SEAT, world)
    world.elsewhere = true
    await autosave.write('one', text('mine'))
    await autosave.flush()
    expect(autosave.state.getState().standing).toBe('elsewhere')
    expect(world.disk.get('one')?.response).toEqual(text('mine'))
    expect(world.steps).toHaveLength(0)
  })

  it('does not lose what is written while a save is under way', async () => {
    const world = new World()
    const autosave = new Autosave('attempt', SEAT, world)
    await autosave.write('one', text('a'))
    const sending = autosave.flush()
    await autosave.write('one', text('ab'))
    await sending
    expect(world.disk.get('one')?.response).toEqual(text('ab'))
    await autosave.flush()
    expect(world.saved.get('one')?.response).toEqual(text('ab'))
  })
})
