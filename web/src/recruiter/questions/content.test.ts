import { describe, expect, it } from 'vitest'
import { mergePatch } from '../parts/patch'
import { blank, freshName, KINDS, kindOf, taskOf } from './content'

describe('a merge patch', () => {
  it('names what changed alone, and takes away what is gone', () => {
    const before = { title: 'a', starterCode: { python: 'x', go: 'y' }, form: { type: 'function', signature: {} } }
    const after = { title: 'b', starterCode: { python: 'x' }, form: { type: 'stdin' } }
    expect(mergePatch(before, after)).toEqual({
      title: 'b',
      starterCode: { go: null },
      form: { type: 'stdin', signature: null },
    })
  })

  it('is none where nothing changed', () => {
    expect(mergePatch({ tests: [{ id: 'a' }] }, { tests: [{ id: 'a' }] })).toBeNull()
  })
})

describe('a question', () => {
  it('begins as what it is', () => {
    expect(KINDS.map((kind) => blank(kind).kind)).toEqual([
      'coding',
      'coding',
      'multiple_choice',
      'numeric',
      'free_text',
      'file_upload',
    ])
    expect(kindOf('coding', ['sql'])).toBe('sql')
  })

  it('shows candidates nothing but its visible tests', () => {
    const content = blank('coding')
    if (content.kind !== 'coding') throw new Error('not coding')
    const [example] = content.tests
    if (!example) throw new Error('no test')
    const tests = [example, { ...example, id: 'hidden', visible: false }]
    expect(taskOf({ ...content, tests }).coding?.visibleTests.map(({ id }) => id)).toEqual(['example'])
  })
})

describe('a fresh name', () => {
  it('is nobody else’s', () => {
    expect(freshName(['test-1', 'test-3'], 'test')).toBe('test-4')
    expect(freshName([], 'test')).toBe('test-1')
  })
})
