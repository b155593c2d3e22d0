import { createStore, type StoreApi } from 'zustand'
import { Problem } from '../shared/api/problem'
import type { Response, Unsent } from './buffer'
import { portions } from './portions'
import type { Seat } from './seat'

/** What the server made of a revision. */
export interface Receipt {
  questionId: string
  revision: number
  outcome: 'saved' | 'repeated' | 'superseded' | 'conflict' | 'refused' | 'kept_aside'
  currentRevision: number | null
  receipt: string | null
  message: string | null
}

/** How revisions get to the server and how they outlive the tab. */
export interface Outside {
  send(revisions: Unsent[], seat: Seat): Promise<Receipt[]>
  keep(unsent: Unsent): Promise<void>
  forget(sent: Unsent): Promise<void>
  /** Called after a pause; returns what calls it off. */
  later(step: () => void, milliseconds: number): () => void
}

export type Standing = 'saved' | 'saving' | 'offline' | 'elsewhere' | 'refused'

export interface Saving {
  standing: Standing
  responses: Record<string, Response>
  receipts: Record<string, Receipt>
  refusal: string
}

const PAUSE = 1000
const MAX_PAUSE = 15_000

/** Everything written in one tab, on its way to the server: kept at once, sent soon, forgotten with its receipt. */
export class Autosave {
  readonly state: StoreApi<Saving> = createStore<Saving>(() => ({
    standing: 'saved',
    responses: {},
    receipts: {},
    refusal: '',
  }))
  private readonly revisions = new Map<string, number>()
  private readonly pending = new Map<string, Unsent>()
  private sending: Promise<void> | null = null
  private callOff: (() => void) | null = null
  private failures = 0

  constructor(
    private readonly attemptId: string,
    readonly seat: Seat,
    private readonly outside: Outside,
  ) {}

  /** Take up what the server has; what is still unsent here stays as it is. */
  begin(questionId: string, revision: number, response: Response | null): void {
    this.revisions.set(questionId, Math.max(revision, this.revisions.get(questionId) ?? 0))
    if (response && !this.pending.has(questionId)) this.show(questionId, response)
  }

  /** Note what was written. */
  async write(questionId: string, response: Response): Promise<void> {
    const revision = (this.revisions.get(questionId) ?? 0) + 1
    this.revisions.set(questionId, revision)
    const unsent = { attemptId: this.attemptId, questionId, revision, response, seat: this.seat }
    this.pending.set(questionId, unsent)
    this.show(questionId, response)
    const { standing } = this.state.getState()
    if (standing !== 'offline' && standing !== 'elsewhere') this.state.setState({ standing: 'saving' })
    this.schedule(PAUSE)
    await this.outside.keep(unsent)
  }

  /** Send everything that is unsent; resolves once it was tried. */
  async flush(): Promise<void> {
    this.callOff?.()
    this.callOff = null
    while (this.sending) await this.sending
    if (this.pending.size === 0) return
    this.sending = this.send([...this.pending.values()]).finally(() => {
      this.sending = null
    })
    await this.sending
  }

  get isSaved(): boolean {
    return this.pending.size === 0
  }

  stop(): void {
    this.callOff?.()
  }

  private show(questionId: string, response: Response): void {
    this.state.setState(({ responses }) => ({ responses: { ...responses, [questionId]: response } }))
  }

  private schedule(milliseconds: number): void {
    if (this.callOff) return
    this.callOff = this.outside.later(() => void this.flush(), milliseconds)
  }

  private async send(batch: Unsent[]): Promise<void> {
    try {
      const receipts: Receipt[] = []
      for (const portion of portions(batch)) {
        const given = await this.outside.send(portion, this.seat)
        for (const [place, sent] of portion.entries()) {
          const receipt = given[place]
          if (receipt) await this.settle(sent, receipt)
        }
        receipts.push(...given)
      }
      this.failures = 0
      this.state.setState({ standing: this.standing(receipts) })
    } catch (problem) {
      this.failed(problem)
    }
    if (!this.isSaved && this.state.getState().standing !== 'elsewhere') {
      this.schedule(Math.min(PAUSE * 2 ** this.failures, MAX_PAUSE))
    }
  }

  private async settle(sent: Unsent, receipt: Receipt): Promise<void> {
    this.revisions.set(
      sent.questionId,
      Math.max(this.revisions.get(sent.questionId) ?? 0, receipt.currentRevision ?? 0),
    )
    const isNewest = this.pending.get(sent.questionId)?.revision === sent.revision
    if (isNewest && (receipt.outcome === 'superseded' || receipt.outcome === 'conflict')) {
      // Only this tab may write, so what it holds is the newest: it goes again, numbered above the saved one.
      await this.write(sent.questionId, sent.response)
      return
    }
    if (isNewest) this.pending.delete(sent.questionId)
    if (receipt.outcome !== 'refused') await this.outside.forget(sent)
    this.state.setState(({ receipts }) => ({ receipts: { ...receipts, [sent.questionId]: receipt } }))
  }

  private standing(receipts: Receipt[]): Standing {
    const refused = receipts.find((each) => each.outcome === 'refused')
    if (refused) {
      this.state.setState({ refusal: refused.message ?? '' })
      return 'refused'
    }
    if (receipts.some((each) => each.outcome === 'kept_aside')) return 'elsewhere'
    return this.isSaved ? 'saved' : 'saving'
  }

  private failed(problem: unknown): void {
    if (!(problem instanceof Problem) || problem.passes) {
      this.failures += 1
      this.state.setState({ standing: 'offline' })
    } else if (problem.code === 'attempt_active_elsewhere') {
      this.state.setState({ standing: 'elsewhere' })
    } else {
      // Such as a break, or the end: what is unsent stays on this device.
      this.failures += 1
      this.state.setState({ standing: 'refused', refusal: problem.message })
    }
  }
}
