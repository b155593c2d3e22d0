import { describe, expect, it } from 'vitest'
import { Problem } from '../../shared/api/problem'
import { type Edit, EditLog, splice } from './edits'

/** The server's rules: numbered without gaps, another tab begins with a reset. */
class Record {
  text = ''
  last = 0
  tab = ''
  online = true
  batches: number[] = []

  sender(tab: string) {
    return async (first: number, edits: Edit[]) => {
      if (!this.online) throw new Problem(0, 'offline', 'no answer')
      const details = { lastSequence: this.last }
      if (this.tab && tab !== this.tab && !(first === this.last + 1 && edits[0]?.reset)) {
        throw new Problem(409, 'edits_need_reset', 'reset', '', details)
      }
      if (first > this.last + 1) throw new Problem(409, 'edits_missing', 'missing', '', details)
      this.tab = tab
      this.batches.push(edits.length)
      for (const edit of edits.slice(this.last + 1 - first)) {
        const points = [...this.text]
        points.splice(edit.at, edit.deleted, ...edit.inserted)
        this.text = edit.reset ? edit.inserted : points.join('')
        this.last += 1
      }
      return { lastSequence: this.last, recording: true }
    }
  }
}

describe('a change between two texts', () => {
  it.each([
    ['', 'a', { at: 0, deleted: 0, inserted: 'a' }],
    ['abc', 'abXc', { at: 2, deleted: 0, inserted: 'X' }],
    ['aaa', 'aa', { at: 2, deleted: 1, inserted: '' }],
    ['a😀b', 'a😎b', { at: 1, deleted: 1, inserted: '😎' }],
    ['same', 'same', { at: 4, deleted: 0, inserted: '' }],
  ])('is told in code points: %s → %s', (before, after, change) => {
    expect(splice(before, after)).toEqual(change)
  })
})

describe('how an answer comes about', () => {
  it('can be played from the starter code to what was written', async () => {
    const record = new Record()
    const log = new EditLog('print()', record.sender('first'))
    log.written('print(1)')
    log.written('print(12)')
    await log.flush()
    expect([record.text, record.last]).toEqual(['print(12)', 3])
    log.written('console.log()', true)
    await log.flush()
    expect([record.text, record.last]).toEqual(['console.log()', 4])
  })

  it('waits while there is no connection, and is sent in batches', async () => {
    const record = new Record()
    const log = new EditLog('', record.sender('first'))
    record.online = false
    for (let length = 1; length <= 450; length += 1) log.written('x'.repeat(length))
    await log.flush()
    record.online = true
    await log.flush()
    expect(record.text).toBe('x'.repeat(450))
    expect(record.batches).toEqual([200, 200, 51])
  })

  it('goes on after what another tab wrote', async () => {
    const record = new Record()
    const first = new EditLog('', record.sender('first'))
    first.written('one')
    await first.flush()
    const second = new EditLog('one', record.sender('second'))
    second.written('one, two')
    await second.flush()
    expect([record.text, record.last]).toEqual(['one, two', 3])
    second.written('one, two, three')
    await second.flush()
    expect([record.text, record.last]).toEqual(['one, two, three', 4])
  })

  it('keeps what is written while a batch is under way, a reset included', async () => {
    const record = new Record()
    const log = new EditLog('', record.sender('first'))
    log.written('one')
    const sending = log.flush()
    log.written('other', true)
    log.written('others')
    await sending
    expect(record.text).toBe('others')
  })

  it('is sent by the next tab where the one that wrote is gone', async () => {
    const record = new Record()
    const first = new EditLog('', record.sender('first'))
    first.written('one')
    await first.flush()
    first.written('one, two')
    record.online = false
    await first.flush()
    record.online = true
    await EditLog.sendLeft(first.unsent, record.sender('first'))
    expect([record.text, record.last]).toEqual(['one, two', 3])
  })

  it('is sent no more where nobody wants it', async () => {
    let calls = 0
    const log = new EditLog('', async (_, edits) => {
      calls += 1
      return { lastSequence: edits.length, recording: false }
    })
    log.written('one')
    await log.flush()
    log.written('two')
    await log.flush()
    expect(calls).toBe(1)
  })
})
