import { describe, expect, it } from 'vitest'
import { blank, isEditable, isReady, markdownOf, type Section, type Table, withColumn, withoutColumn } from './writing'

const column = (name: string) => ({ name, type: 'text', nullable: true, default: null, description: '' })
const table: Table = {
  ...(blank('tables') as Table),
  name: 'stays',
  columns: [column('guest'), column('room')],
  primaryKey: ['guest'],
  unique: [['room', 'guest']],
  relations: [{ columns: ['guest'], table: 'guests', references: ['id'] }],
}

describe('an item by hand', () => {
  it('needs a name and names of its parts', () => {
    expect([blank('apis'), blank('tables'), blank('sections')].map(isReady)).toEqual([true, false, false])
    expect(isReady(table)).toBe(true)
    expect(isReady({ ...table, columns: [column('guest'), column('guest')] })).toBe(false)
  })

  it('is a section under its headings', () => {
    const section: Section = { ...(blank('sections') as Section), headings: ['House', 'Hours'], text: 'At nine.' }
    expect(markdownOf(section)).toBe('# House\n## Hours\nAt nine.')
    expect(isEditable(section)).toBe(true)
    expect(isEditable({ ...section, position: 2 })).toBe(false)
  })
})

describe('a column', () => {
  it('takes its keys and relations along when it is renamed', () => {
    const renamed = withColumn(table, 0, column('person'), true)
    expect(renamed.primaryKey).toEqual(['person'])
    expect(renamed.unique).toEqual([['room', 'person']])
    expect(renamed.relations?.[0]?.columns).toEqual(['person'])
  })

  it('leaves the keys of another one alone whose name it has for a moment', () => {
    const twins = withColumn(table, 1, column('guest'), false)
    expect(withColumn(twins, 1, column('guest_name'), true).primaryKey).toEqual(['guest'])
    expect(withoutColumn(twins, 1).primaryKey).toEqual(['guest'])
  })

  it('takes them with it when it goes', () => {
    const { columns, primaryKey, unique, relations } = withoutColumn(table, 0)
    expect(columns?.map(({ name }) => name)).toEqual(['room'])
    expect([primaryKey, unique, relations]).toEqual([[], [], []])
  })
})
