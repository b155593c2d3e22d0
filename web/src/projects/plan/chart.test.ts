import { describe, expect, it } from 'vitest'
import { arrow, chain, daysOff, isWorking, later, outlined, place, type Row, scaleOf, ticks } from './chart'

const scale = { from: '2026-03-02', days: 14, width: 10 }
const row = (taskId: string) => ({ taskId }) as Row

describe('a scale', () => {
  it('begins on a Monday before the plan and ends behind it', () => {
    const found = scaleOf('2026-03-04T08:00:00Z', '2026-09-04T17:00:00Z', 10)
    expect(found).toEqual({ from: '2026-02-23', days: 204, width: 10 })
    expect(place(found, '2026-02-24T12:00:00Z')).toBe(15)
  })

  it('writes days, weeks or months, as there is room', () => {
    expect(ticks({ ...scale, width: 44 })).toHaveLength(14)
    expect(ticks(scale)).toEqual(['2026-03-02', '2026-03-09'])
    expect(ticks({ ...scale, days: 40, width: 4 })).toEqual(['2026-04-01'])
  })

  it('moves by whole days', () => {
    expect(later('2026-03-02T08:00:00Z', -2)).toBe('2026-02-28T08:00:00.000Z')
  })
})

describe('a calendar', () => {
  const open = { spans: [{ start: 480, end: 1020 }] }
  const sundays = { week: [...Array(6).fill({ spans: [] }), open], exceptions: [], zone: null }
  const holiday = { week: null, exceptions: [{ day: '2026-03-08', spans: [] }], zone: null }

  it('is Monday to Friday where nothing else is said', () => {
    expect(daysOff({ ...scale, days: 7 }, [])).toEqual(['2026-03-07', '2026-03-08'])
  })

  it('says which days are worked, and a nearer one which are not', () => {
    expect(isWorking('2026-03-08', [undefined, sundays])).toBe(true)
    expect(isWorking('2026-03-02', [sundays])).toBe(false)
    expect(isWorking('2026-03-08', [holiday, sundays])).toBe(false)
  })
})

describe('an arrow', () => {
  const first = { left: 0, right: 20, middle: 18 }

  it('goes straight on where there is room', () => {
    expect(arrow(first, { left: 60, right: 80, middle: 54 }, 'FS')).toBe('M20,18H28V54H60')
  })

  it('goes back around where there is none', () => {
    expect(arrow(first, { left: 20, right: 40, middle: 54 }, 'FS')).toBe('M20,18H28V36H12V54H20')
  })
})

describe('the rows', () => {
  it('have the parts of a task behind it', () => {
    const parents = new Map([
      ['a', null],
      ['b', null],
      ['a1', 'a'],
      ['lost', 'gone'],
    ])
    const found = outlined([row('a'), row('b'), row('a1'), row('lost')], parents)
    expect(found.map(({ row, depth }) => [row.taskId, depth])).toEqual([
      ['a', 0],
      ['a1', 1],
      ['b', 0],
      ['lost', 0],
    ])
  })
})

describe('why a task moves', () => {
  it('is told back to the first cause, and a ring ends', () => {
    const move = (taskId: string, driverTaskId: string | null) =>
      ({ taskId, driverTaskId }) as Parameters<typeof chain>[0][0]
    expect(chain([move('c', 'b'), move('b', 'a'), move('a', null)], 'c').map(({ taskId }) => taskId)).toEqual([
      'c',
      'b',
      'a',
    ])
    expect(chain([move('c', 'b'), move('b', 'c')], 'c')).toHaveLength(2)
  })
})
