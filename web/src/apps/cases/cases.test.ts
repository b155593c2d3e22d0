import { describe, expect, it } from 'vitest'
import { type Case, foldersOf, hasTwins, isFolder, variablesOf, varsOf } from './cases'

describe('the variables of a case', () => {
  it('come back from being written as they were', () => {
    const vars = { question: 'How much?', limits: [1, 2] }
    expect(varsOf(variablesOf(vars))).toEqual(vars)
  })

  it('begin with a question, and have no place for what has no name', () => {
    expect(variablesOf({})).toEqual([{ name: 'question', value: '' }])
    expect(varsOf([{ name: ' ', value: 'lost' }])).toEqual({})
  })

  it('may not be called the same', () => {
    expect(
      hasTwins([
        { name: 'a', value: 1 },
        { name: 'a ', value: 2 },
      ]),
    ).toBe(true)
    expect(
      hasTwins([
        { name: 'a', value: 1 },
        { name: '', value: 2 },
        { name: '', value: 3 },
      ]),
    ).toBe(false)
  })
})

describe('folders', () => {
  it('are told each once, in order', () => {
    const cases = ['b', '', 'a/x', 'b'].map((folder) => ({ folder }) as Case)
    expect(foldersOf(cases)).toEqual(['a/x', 'b'])
  })

  it('are names between slashes, in any script', () => {
    expect(['', 'billing/refunds 2', 'Größe', '日本'].every(isFolder)).toBe(true)
    expect(['/billing', 'a//b', 'a/', '.hidden', 'a'.repeat(201)].some(isFolder)).toBe(false)
  })
})
