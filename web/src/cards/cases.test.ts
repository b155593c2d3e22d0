import { describe, expect, it } from 'vitest'
import { brief, cellValue, columnsOf, emptyCase, isUnfinished } from './cases'

describe('a cell', () => {
  it('is text, unless it reads as a list or an object, or was a number', () => {
    expect(cellValue('5', '4')).toBe('5')
    expect(cellValue('5', 4)).toBe(5)
    expect(cellValue('["warm", "dry"]', '')).toEqual(['warm', 'dry'])
    expect(cellValue('[not json', '')).toBe('[not json')
  })
})

describe('cases', () => {
  const one = { ...emptyCase(), vars: { name: 'Ann' } }

  it('have a column for each variable, in the order of their coming', () => {
    expect(columnsOf([one, { ...emptyCase(), vars: { tone: 'dry', name: 'Bob' } }])).toEqual(['name', 'tone'])
  })

  it('are not kept while an assertion has no type', () => {
    const content = { name: 'Guests', description: '', tags: [], cases: [{ ...one, assertions: [{ type: '' }] }] }
    expect(isUnfinished(content)).toBe(true)
    expect(isUnfinished({ ...content, cases: [one] })).toBe(false)
  })

  it('tell an assertion in a few words', () => {
    expect(brief({ type: 'icontains', value: '{{name}}' })).toBe('icontains: {{name}}')
    expect(brief({ type: 'is-json' })).toBe('is-json')
  })
})
