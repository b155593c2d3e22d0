import { describe, expect, it } from 'vitest'
import { CATALOGUES, type Key, message } from '.'

const { en, de } = CATALOGUES
const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort()

describe('the message catalogues', () => {
  it('hold every key in both languages, and no message is blank', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort())
    expect([...Object.values(en), ...Object.values(de)].filter((text) => !text.trim())).toEqual([])
  })

  it.each(Object.keys(en) as Key[])('takes the same values in both languages: %s', (key) => {
    expect(values(de[key])).toEqual(values(en[key]))
  })

  it('puts values in', () => {
    expect(message('en', 'clock.minutesLeft', { minutes: 5 })).toBe('5 minutes left')
  })
})
