import { describe, expect, it } from 'vitest'
import { message, words as shared } from '.'
import type { Words } from './catalogue'

const features = import.meta.glob<{ words: Words<string> }>('../../*/words/index.ts', { eager: true })
const catalogues: [string, Words<string>][] = [
  ['shared', shared],
  ...Object.entries(features).map(([path, { words }]): [string, Words<string>] => [path.split('/')[2] ?? path, words]),
]
const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort()

describe.each(catalogues)('the catalogue of %s', (_, { en, de }) => {
  it('holds every key in both languages, and no message is blank', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort())
    expect([...Object.values(en), ...Object.values(de)].filter((text) => !text.trim())).toEqual([])
  })

  it('takes the same values in both languages', () => {
    const taken = (messages: Record<string, string>) =>
      Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, values(text)]))
    expect(taken(de)).toEqual(taken(en))
  })
})

describe('a message', () => {
  it('gets its values put in', () => {
    expect(message('en', 'clock.minutesLeft', { minutes: 5 })).toBe('5 minutes left')
    expect(message('en', 'clock.minutesLeft', { minutes: 1 })).toBe('1 minute left')
    expect(message('de', 'clock.minutesLeft', { minutes: '1.000' })).toBe('Noch 1.000 Minuten')
  })
})
