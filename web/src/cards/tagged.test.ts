import { describe, expect, it } from 'vitest'
import { Problem } from '../shared/api/problem'
import { type Source, writeOver } from './tagged'

/** A draft that is kept somewhere, and that others write as well. */
function draft(text: string) {
  let kept = { value: text, tag: '1' }
  const others = (value: string) => {
    kept = { value, tag: String(Number(kept.tag) + 1) }
  }
  const source: Source<string> = {
    read: async () => kept,
    write: async (next, base) => {
      if (base.tag !== kept.tag) throw new Problem(412, 'stale_version', 'it was changed since you read it')
      others(next)
      return kept
    },
  }
  return { source, others, now: () => kept }
}

describe('a draft', () => {
  it('is written over what it was made from', async () => {
    const { source, now } = draft('a')
    expect(await writeOver(source, 'ab', { value: 'a', tag: '1' })).toEqual({ kept: { value: 'ab', tag: '2' } })
    expect(now().value).toBe('ab')
  })

  it('is written although something beside it has changed', async () => {
    const { source, others, now } = draft('a')
    others('a')
    await writeOver(source, 'ab', { value: 'a', tag: '1' })
    expect(now().value).toBe('ab')
  })

  it('that somebody else has changed stays as they left it', async () => {
    const { source, others, now } = draft('a')
    others('b')
    expect(await writeOver(source, 'ab', { value: 'a', tag: '1' })).toEqual({ theirs: { value: 'b', tag: '2' } })
    expect(now().value).toBe('b')
  })

  it('that is refused for another reason says so', async () => {
    const refused = {
      read: async () => ({ value: '', tag: '1' }),
      write: () => Promise.reject(new Problem(400, 'x', 'no')),
    }
    await expect(writeOver(refused, 'ab', { value: 'a', tag: '1' })).rejects.toThrow('no')
  })
})
