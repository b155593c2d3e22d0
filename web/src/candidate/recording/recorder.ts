import { answered, api } from '../../shared/api/client'
import { keepEdits, type Response, takeEdits } from '../buffer'
import type { SittingDetail } from '../desk'
import { type Seat, sameSeat } from '../seat'
import { EditLog, type SendEdits } from './edits'
import { SignalLog } from './signals'

const EVERY = 30_000
const KEPT_EVERY = 1000

/** Records what the candidate agreed to, and nothing else: signals of the tab, and how programs and texts come about. */
export class Recorder {
  private readonly edits = new Map<string, EditLog>()
  private readonly signals: SignalLog
  private stops: (() => void)[] = []
  private keeping: ReturnType<typeof setTimeout> | undefined
  private away = false
  private question: string | null = null

  constructor(
    private readonly attempt: Pick<SittingDetail, 'id' | 'recording'>,
    private readonly seat: Seat,
  ) {
    const { id: attemptId } = attempt
    this.signals = new SignalLog((signals) =>
      answered(
        api.POST('/v1/attempts/{attemptId}/signals', {
          params: { path: { attemptId } },
          body: { seat, sentAtMs: Date.now(), signals },
        }),
      ),
    )
  }

  /** Begin to notice; returns what ends it. */
  begin(): () => void {
    const { activity, clipboard, edits } = this.attempt.recording
    if (activity) {
      this.listen(document, 'visibilitychange', () => this.notePresence(document.visibilityState === 'visible'))
      this.listen(window, 'blur', () => this.notePresence(false))
      this.listen(window, 'focus', () => this.notePresence(true))
      this.listen(document, 'fullscreenchange', () => {
        if (!document.fullscreenElement) void this.signals.notice('full_screen_left', this.question)
      })
      this.noteOtherTabs()
    }
    if (clipboard) {
      for (const [name, kind] of [
        ['copy', 'copied'],
        ['cut', 'copied'],
      ] as const) {
        this.listen(document, name, () => void this.signals.notice(kind, this.question, selected()))
      }
      this.listen(document, 'paste', (event) => {
        const text = (event as ClipboardEvent).clipboardData?.getData('text/plain') ?? ''
        void this.signals.notice('pasted', this.question, text)
      })
    }
    if (activity || clipboard || edits) {
      const timer = setInterval(() => void this.flush(), EVERY)
      this.stops.push(() => clearInterval(timer))
    }
    return () => {
      for (const stop of this.stops.splice(0)) stop()
    }
  }

  /** Say which question is open: signals name it. */
  opened(questionId: string | null): void {
    this.question = questionId
  }

  /** Note what an answer became; `before` is what stood there, as `start` where nothing was saved yet. */
  written(questionId: string, before: Response | undefined, after: Response, start: string): void {
    const text = textOf(after)
    if (text === null) return
    const log = this.logOf(questionId, before ? (textOf(before) ?? '') : start)
    log?.written(text, before !== undefined && languageOf(before) !== languageOf(after))
    this.keepSoon()
  }

  /** Note what this tab goes on with, of another one that could not tell any more how it came about. */
  tookUp(questionId: string, response: Response): void {
    const text = textOf(response)
    if (text !== null) this.logOf(questionId, text)
  }

  /** Send everything that waits; resolves once it was tried. */
  async flush(): Promise<void> {
    await this.signals.flush()
    for (const log of this.edits.values()) await log.flush()
    await this.keep()
  }

  private keepSoon(): void {
    this.keeping ??= setTimeout(() => void this.keep(), KEPT_EVERY)
  }

  private async keep(): Promise<void> {
    clearTimeout(this.keeping)
    this.keeping = undefined
    const { attempt, seat } = this
    for (const [questionId, { unsent }] of this.edits) {
      await keepEdits({ attemptId: attempt.id, questionId, seat, ...unsent })
    }
  }

  private logOf(questionId: string, text: string): EditLog | null {
    if (!this.attempt.recording.edits) return null
    const known = this.edits.get(questionId)
    if (known) return known
    const log = new EditLog(text, sender(this.attempt.id, questionId, this.seat))
    this.edits.set(questionId, log)
    return log
  }

  private notePresence(isHere: boolean): void {
    if (isHere === !this.away) return
    this.away = !isHere
    void this.signals.notice(isHere ? 'focus_regained' : 'focus_lost', this.question)
  }

  private noteOtherTabs(): void {
    const channel = new BroadcastChannel(`ella-attempt-${this.attempt.id}`)
    channel.onmessage = () => void this.signals.notice('second_tab', this.question)
    channel.postMessage('here')
    this.stops.push(() => channel.close())
  }

  private listen(target: EventTarget, name: string, hear: (event: Event) => void): void {
    target.addEventListener(name, hear)
    this.stops.push(() => target.removeEventListener(name, hear))
  }
}

/** Send what the tab that wrote last had kept; only while the attempt is still its own. */
export async function sendLeftEdits(attemptId: string, active: Seat | null): Promise<void> {
  for (const { questionId, seat, ...left } of await takeEdits(attemptId)) {
    if (sameSeat(seat, active)) await EditLog.sendLeft(left, sender(attemptId, questionId, seat))
  }
}

function sender(attemptId: string, questionId: string, seat: Seat): SendEdits {
  return (firstSequence, edits) =>
    answered(
      api.POST('/v1/attempts/{attemptId}/answers/{questionId}/edits', {
        params: { path: { attemptId, questionId } },
        body: { seat, sentAtMs: Date.now(), firstSequence, edits },
      }),
    )
}

function textOf(response: Response): string | null {
  if (response.kind === 'coding') return response.source
  return response.kind === 'free_text' ? response.text : null
}

function languageOf(response: Response | undefined): string | null {
  return response?.kind === 'coding' ? response.language : null
}

/** What is selected: in a field, the page's own selection is empty. */
function selected(): string {
  const field = document.activeElement
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) {
    return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
  }
  return document.getSelection()?.toString() ?? ''
}
