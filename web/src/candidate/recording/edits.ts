import type { Schemas } from '../../shared/api/client'
import { Problem } from '../../shared/api/problem'

export type Edit = Schemas['SentEdit']

/** Sends edits, the first of which has a number; resolves to up to which they are settled, and whether more are wanted. */
export type SendEdits = (firstSequence: number, edits: Edit[]) => Promise<Schemas['RecordedEdits']>

/** Edits without an answer, and the number of the one before them. */
export interface Unsettled {
  settled: number
  waiting: Edit[]
}

const MAX_BATCH = 200
const MAX_INSERTED = 60_000
const MAX_WAITING = 5_000

/** Return what makes one text of another, in Unicode code points. */
export function splice(before: string, after: string): { at: number; deleted: number; inserted: string } {
  const old = [...before]
  const now = [...after]
  let at = 0
  while (at < old.length && at < now.length && old[at] === now[at]) at += 1
  let same = 0
  while (same < old.length - at && same < now.length - at && old.at(-1 - same) === now.at(-1 - same)) same += 1
  return { at, deleted: old.length - at - same, inserted: now.slice(at, now.length - same).join('') }
}

/** How one answer comes about: numbered edits, sent in order; the first one sets the text that this tab began with. */
export class EditLog {
  private waiting: Edit[] = []
  private sending: Promise<void> | null = null
  private settled = 0
  private wanted = true
  private mends = true

  constructor(
    private text: string,
    private readonly send: SendEdits,
    private readonly now: () => number = Date.now,
  ) {
    this.reset()
  }

  /** What has no answer yet, and after how many that have one; frozen, as it is kept on the device. */
  get unsent(): Unsettled {
    return { settled: this.settled, waiting: this.waiting }
  }

  /** Send what a tab that is gone could not. */
  static async sendLeft({ settled, waiting }: Unsettled, send: SendEdits): Promise<void> {
    const log = new EditLog('', send)
    log.settled = settled
    log.waiting = waiting
    log.mends = false
    await log.flush()
  }

  /** Note what the answer is now; `anew` where it was put in the place of another, as for another language. */
  written(text: string, anew = false): void {
    if (!this.wanted || text === this.text) return
    const change = splice(this.text, text)
    this.text = text
    if (anew || this.waiting.length >= MAX_WAITING) this.reset()
    else this.waiting = [...this.waiting, { atMs: this.now(), ...change, reset: false }]
  }

  /** Send what waits; what has no answer waits on. */
  flush(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null
    })
    return this.sending
  }

  private async sendAll(): Promise<void> {
    while (this.wanted && this.waiting.length > 0) {
      const batch = this.batch()
      try {
        const { lastSequence, recording } = await this.send(this.settled + 1, batch)
        this.wanted = recording
        this.settled = lastSequence
        this.waiting = this.waiting.filter((each) => !batch.includes(each))
      } catch (problem) {
        if (!this.mended(problem)) return
      }
    }
  }

  private reset(): void {
    this.waiting = [{ atMs: this.now(), at: 0, deleted: 0, inserted: this.text, reset: true }]
  }

  private batch(): Edit[] {
    let characters = 0
    const end = this.waiting.findIndex(({ inserted }, place) => {
      characters += inserted.length
      return place > 0 && (place >= MAX_BATCH || characters > MAX_INSERTED)
    })
    return this.waiting.slice(0, end < 0 ? this.waiting.length : end)
  }

  /** Tell whether it is worth trying again at once: after another tab's edits, the record goes on with this tab's text. */
  private mended(problem: unknown): boolean {
    if (!(problem instanceof Problem) || problem.passes) return false
    const last = lastSequence(problem.details)
    if (last === null || !this.mends) {
      // Such as a break or another device, after which more is wanted; anything else won't pass.
      this.wanted = problem.status === 409
      return false
    }
    const again = this.settled !== last || this.waiting.length > 1
    this.settled = last
    this.reset()
    return again
  }
}

function lastSequence(details: unknown): number | null {
  if (typeof details !== 'object' || details === null || !('lastSequence' in details)) return null
  return typeof details.lastSequence === 'number' ? details.lastSequence : null
}
