import { describe, expect, it } from 'vitest'
import { Problem } from '../../shared/api/problem'
import { type Signal, SignalLog } from './signals'

describe('what a tab notices', () => {
  it('is numbered, and sent again until there is an answer', async () => {
    const sent: Signal[][] = []
    let online = false
    const log = new SignalLog(
      async (signals) => {
        if (!online) throw new Problem(0, 'offline', 'no answer')
        sent.push(signals)
        return { lastSequence: signals.at(-1)?.sequence ?? 0, dropped: 0 }
      },
      () => 7,
    )
    await log.notice('focus_lost')
    await log.flush()
    online = true
    await log.notice('focus_regained')
    await log.flush()
    await log.flush()
    expect(sent.map((batch) => batch.map(({ sequence, kind, atMs }) => [sequence, kind, atMs]))).toEqual([
      [
        [1, 'focus_lost', 7],
        [2, 'focus_regained', 7],
      ],
    ])
  })

  it('tells of a pasted text its length and digest, and nothing of a short one but its length', async () => {
    const sent: Signal[] = []
    const log = new SignalLog(async (signals) => {
      sent.push(...signals)
      return { lastSequence: 2, dropped: 0 }
    })
    await log.notice('pasted', 'question', 'a program of some length 😀')
    await log.notice('copied', 'question', 'short')
    await log.flush()
    expect(sent.map(({ size, digest }) => [size, digest?.length ?? null])).toEqual([
      [26, 64],
      [5, null],
    ])
  })

  it('goes out fifty at a time, and the oldest give way where too many wait', async () => {
    const sent: Signal[][] = []
    const log = new SignalLog(async (signals) => {
      sent.push(signals)
      return { lastSequence: 0, dropped: 0 }
    })
    for (let count = 0; count < 520; count += 1) await log.notice('focus_lost')
    await log.flush()
    expect(sent.map((batch) => batch.length)).toEqual(Array(10).fill(50))
    expect(sent[0]?.[0]?.sequence).toBe(21)
  })

  it('does not stand still behind a batch that the server refuses', async () => {
    let refused = 0
    const log = new SignalLog(async () => {
      refused += 1
      throw new Problem(422, 'invalid_input', 'wrong')
    })
    await log.notice('focus_lost')
    await log.flush()
    await log.flush()
    expect(refused).toBe(1)
  })
})
