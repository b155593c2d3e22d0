import { describe, expect, it } from 'vitest'
import { changedLines, formatOf, linesOf } from './content'

describe('an item', () => {
  it('is read line by line', () => {
    const columns = [
      { name: 'id', type: 'bigint', nullable: false, default: null, description: '' },
      { name: 'name', type: 'text', nullable: true, default: null, description: 'as on the passport' },
    ]
    const table = { kind: 'tables' as const, name: 'guests', description: '', columns, primaryKey: ['id'] }
    expect(linesOf({ ...table, unique: [], relations: [] })).toEqual([
      'id bigint primary key not null',
      'name text – as on the passport',
    ])
  })

  it('that is not there has no lines', () => {
    expect(linesOf(null)).toEqual([])
  })
})

describe('changed lines', () => {
  it('keep what both have in its order', () => {
    const told = changedLines(['a', 'b', 'c'], ['a', 'x', 'c', 'd']).map(({ sign, text }) => sign + text)
    expect(told).toEqual([' a', '-b', '+x', ' c', '+d'])
  })

  it('of something new all come', () => {
    expect(changedLines([], ['a', ''])).toEqual([
      { sign: '+', text: 'a' },
      { sign: '+', text: '' },
    ])
  })
})

describe('a file', () => {
  it('is told by how its name ends', () => {
    expect(['a.YAML', 'b.sql', 'c.md', 'd.pdf'].map(formatOf)).toEqual(['openapi', 'ddl', 'markdown', null])
  })
})
