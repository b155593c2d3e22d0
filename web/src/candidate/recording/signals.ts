import type { Schemas } from '../../shared/api/client'
import { Problem } from '../../shared/api/problem'

export type Signal = Omit<Schemas['ReportedSignal'], 'sequence'> & { sequence: number }

export type SendSignals = (signals: Signal[]) => Promise<Schemas['ReportedSignals']>

const MAX_BATCH = 50
const MAX_WAITING = 500
/** A digest of anything shorter could be guessed. */
const MIN_DIGESTED = 16

/** What this tab noticed, numbered, until it is settled. What waits too long is left out, and its number shows it. */
export class SignalLog {
  private waiting: Signal[] = []
  private last = 0
  private sending: Promise<void> | null = null

  constructor(
    private readonly send: SendSignals,
    private readonly now: () => number = Date.now,
  ) {}

  /** Note something; a text is told by its length and digest alone. */
  async notice(kind: string, questionId: string | null = null, text?: string): Promise<void> {
    this.last += 1
    const noticed = { sequence: this.last, kind, atMs: this.now(), questionId, size: null, digest: null }
    if (text === undefined) this.add(noticed)
    else this.add({ ...noticed, size: [...text].length, digest: await digest(text) })
  }

  /** Send what waits; what has no answer waits on. */
  flush(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null
    })
    return this.sending
  }

  private add(signal: Signal): void {
    this.waiting = [...this.waiting, signal].sort((one, other) => one.sequence - other.sequence).slice(-MAX_WAITING)
  }

  private async sendAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.slice(0, MAX_BATCH)
      try {
        await this.send(batch)
      } catch (problem) {
        if (!(problem instanceof Problem) || problem.passes || problem.status === 409) return
        // What is refused once is refused again: it must not stand in the way of what comes after it.
      }
      this.waiting = this.waiting.filter((each) => !batch.includes(each))
    }
  }
}

async function digest(text: string): Promise<string | null> {
  if (text.length < MIN_DIGESTED || !globalThis.crypto?.subtle) return null
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
