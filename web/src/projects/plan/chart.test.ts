import { describe, expect, it } from 'vitest'
import { spansOn } from '../calendar'
import { arrow, chain, daysOff, outlined, place, placeDay, type Row, scaleOf, ticks } from './chart'

const scale = { from: '2026-03-02', days: 14, width: 10, zone: 'UTC' }
const row = (taskId: string) => ({ taskId }) as Row

describe('a scale', () => {
  it('begins on a Monday before the plan and ends behind it', () => {
    const found = scaleOf('2026-03-04T08:00:00Z', '2026-09-04T17:00:00Z', 10, 'UTC')
    expect(found).toEqual({ from: '2026-02-23', days: 204, width: 10, zone: 'UTC' })
    expect(place(found, '2026-02-24T12:00:00Z')).toBe(15)
  })

  it('has its days begin at the midnights of its zone', () => {
    const found = scaleOf('2026-03-01T23:30:00Z', '2026-04-10T15:00:00Z', 24, 'Europe/Berlin')
    expect(found.from).toBe('2026-02-23')
    expect(placeDay(found, '2026-03-02')).toBe(7 * 24)
    expect(place(found, '2026-03-02T07:00:00Z')).toBe(7 * 24 + 8)
    expect(place(found, '2026-03-30T06:00:00Z')).toBe(35 * 24 + 8)
  })

  it('writes days, weeks or months, as there is room', () => {
    expect(ticks({ ...scale, width: 44 })).toHaveLength(14)
    expect(ticks(scale)).toEqual(['2026-03-02', '2026-03-09'])
    expect(ticks({ ...scale, days: 40, width: 4 })).toEqual(['2026-04-01'])
  })
})

describe('a calendar', () => {
  const open = { spans: [{ start: 480, end: 1020 }] }
  const sundays = { week: [...Array(6).fill({ spans: [] }), open], exceptions: [], zone: null }
  const holiday = { week: null, exceptions: [{ day: '2026-03-08', spans: [] }], zone: null }

  it('is Monday to Friday where nothing else is said', () => {
    expect(daysOff({ ...scale, days: 7 }, [])).toEqual(['2026-03-07', '2026-03-08'])
  })

  it('says what is worked on which days, and a nearer one what is not', () => {
    expect(spansOn('2026-03-08', [undefined, sundays])).toEqual(open.spans)
    expect(spansOn('2026-03-02', [sundays])).toEqual([])
    expect(spansOn('2026-03-08', [holiday, sundays])).toEqual([])
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
