import { describe, expect, it } from 'vitest'
import type { Unsent } from './buffer'
import { portions } from './portions'

function written(count: number, text: string): Unsent[] {
  return Array.from({ length: count }, (_, number) => ({
    attemptId: 'attempt',
    questionId: `question ${number}`,
    revision: 1,
    response: { kind: 'free_text', text },
    seat: { deviceId: 'laptop', tabId: 'first' },
  }))
}

describe('what is unsent', () => {
  it('goes in one request where that carries it', () => {
    const unsent = written(200, 'short')
    expect(portions(unsent)).toEqual([unsent])
    expect(portions([])).toEqual([])
  })

  it('goes in several requests, in order and whole, where it is more than one may carry', () => {
    const unsent = written(200, '漢'.repeat(50_000))
    const found = portions(unsent)
    expect(found.flat()).toEqual(unsent)
    expect(found.every((each) => new Blob([JSON.stringify(each)]).size < 1024 * 1024)).toBe(true)
    expect(portions(written(201, 'short')).map((each) => each.length)).toEqual([200, 1])
  })
})
