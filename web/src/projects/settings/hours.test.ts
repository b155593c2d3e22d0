import { describe, expect, it } from 'vitest'
import { draftOf, spansOf, spansText, weekAbove, written } from './hours'

describe('the hours of a day', () => {
  it('are read as people write them', () => {
    const day = [
      { start: 480, end: 720 },
      { start: 780, end: 1025 },
    ]
    expect(spansOf('8-12, 13:00–17:05')).toEqual(day)
    expect(spansText(day)).toBe('8:00–12:00, 13:00–17:05')
    expect(spansOf(spansText(day))).toEqual(day)
  })

  it('are none on a day off', () => {
    expect(spansOf(' ')).toEqual([])
    expect(spansText([])).toBe('')
  })

  it('go up to midnight', () => {
    expect(spansOf('22-24')).toEqual([{ start: 1320, end: 1440 }])
  })

  it.each(['nine to five', '17-9', '9-9', '20-25', '9-12, 11-15'])('are not %s', (written) => {
    expect(spansOf(written)).toBeNull()
  })
})

describe('written hours', () => {
  const monday = { spans: [{ start: 480, end: 720 }] }
  const hours = { week: [monday, ...Array(6).fill({ spans: [] })], exceptions: [], zone: 'Europe/Berlin' }

  it('come back as they were', () => {
    expect(written(draftOf(hours))).toEqual(hours)
    expect(written(draftOf({ ...hours, week: null }))).toEqual({ ...hours, week: null })
  })

  it('are none while a day cannot be read', () => {
    expect(written({ ...draftOf(hours), week: ['8-12', 'soon'] })).toBeNull()
  })

  it('are those above, and in the end Monday to Friday', () => {
    expect(weekAbove([{ ...hours, week: null }, hours])[0]).toBe('8:00–12:00')
    expect(weekAbove([])).toEqual([...Array(5).fill('8:00–12:00, 13:00–17:00'), '', ''])
  })
})
