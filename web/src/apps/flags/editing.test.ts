import { describe, expect, it } from 'vitest'
import { conditionOf, type Definition, isUnready, joined, linesOf, patchOf, valuesOf, variantOf } from './editing'

const GERMAN = {
  kind: 'attribute' as const,
  attribute: 'country',
  operator: 'in' as const,
  values: ['de', 'at'],
  scale: 'value' as const,
}
const STAFF = { kind: 'segment' as const, segment: 'staff' }
const FLAG: Definition = {
  type: 'boolean',
  variants: { on: true, off: false },
  off: 'off',
  otherwise: { variant: 'off', split: [] },
  description: '',
  enabled: true,
  rules: [],
  prerequisites: [],
  schedule: { startsAt: null, endsAt: null },
  salt: null,
}

describe('the condition of a rule', () => {
  it('is edited as a list where it is one', () => {
    const both = { kind: 'any' as const, conditions: [GERMAN, STAFF] }
    expect(joined(both)).toEqual({ join: 'any', conditions: [GERMAN, STAFF] })
    expect([conditionOf(joined(both) as never), conditionOf({ join: 'any', conditions: [STAFF] })]).toEqual([
      both,
      STAFF,
    ])
    expect(joined({ kind: 'not', condition: STAFF })).toBeNull()
    expect(joined({ kind: 'all', conditions: [{ kind: 'any', conditions: [STAFF] }] })).toBeNull()
  })

  it('keeps text, figures and truths apart as they are typed', () => {
    const values = ['de', 7, true, '7', 'true', '"quoted"']
    expect(valuesOf(linesOf(values))).toEqual(values)
    expect(valuesOf(' a \n\n2')).toEqual(['a', 2])
  })
})

describe('a flag that is edited', () => {
  it('takes values of its type', () => {
    expect([variantOf('number', '1.5'), variantOf('string', '1'), variantOf('object', '{"a": 1}')]).toEqual([
      1.5,
      '1',
      { a: 1 },
    ])
    expect([variantOf('number', 'x'), variantOf('boolean', '1'), variantOf('object', 'null')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('is sent as what changed, with what went', () => {
    expect(patchOf({ a: { x: 1, y: 2 }, b: [1] }, { a: { y: 3 }, b: [2] })).toEqual({ a: { x: null, y: 3 }, b: [2] })
  })

  it('is not kept half done', () => {
    const rule = { name: 'Germany', when: GERMAN, serve: { variant: 'on', split: [] } }
    expect(isUnready({ ...FLAG, rules: [rule] })).toBe(false)
    expect(isUnready({ ...FLAG, rules: [{ ...rule, name: ' ' }] })).toBe(true)
    expect(isUnready({ ...FLAG, rules: [{ ...rule, when: { ...GERMAN, values: [] } }] })).toBe(true)
    expect(isUnready({ ...FLAG, variants: { on: undefined } })).toBe(true)
    expect(isUnready({ ...FLAG, prerequisites: [{ flag: 'other', variants: [] }] })).toBe(true)
  })
})
