import { describe, expect, it } from 'vitest'
import { bodyOf, draftOf, isSound, isTwisted, ofSource, type Report } from './draft'

const saved = {
  id: 'r1',
  name: 'Hours by person',
  format: 'csv',
  definition: { source: 'time', dimensions: ['member'], measures: ['hours'], filters: { lastDays: 7, since: null } },
  schedule: { every: 'week', hour: 9, weekday: 5, dayOfMonth: 1, recipientIds: ['m1'] },
} as unknown as Report

describe('a report while it is written', () => {
  it('begins as it was saved, and is stored as it began', () => {
    const body = bodyOf(draftOf(saved))
    expect(body.schedule).toEqual(saved.schedule)
    expect(body.definition.filters).toEqual({ memberId: null, taskId: null, since: null, until: null, lastDays: 7 })
    expect(body).toMatchObject({ name: 'Hours by person', format: 'csv' })
  })

  it('is mailed to somebody, or not at all', () => {
    const draft = { ...draftOf(undefined), name: 'New' }
    expect(isSound(draft)).toBe(true)
    expect(bodyOf(draft).schedule).toBeNull()
    expect(isSound({ ...draft, every: 'month' })).toBe(false)
    expect(isSound({ ...draft, every: 'month', recipients: ['m1'] })).toBe(true)
  })

  it('leaves behind what another source knows nothing of', () => {
    const draft = ofSource(draftOf(saved), 'tasks')
    expect(draft.filters).toEqual({})
    expect(bodyOf(draft).definition).toMatchObject({ source: 'tasks', dimensions: ['assignee'], measures: ['tasks'] })
  })

  it('tells days once, the first before the last', () => {
    const limited = (filters: object) => isTwisted({ ...draftOf(saved), filters })
    expect(limited({ since: '2026-03-02', until: '2026-03-02' })).toBe(false)
    expect(limited({ since: '2026-03-02', until: '2026-03-01' })).toBe(true)
    expect(limited({ since: '2026-03-02', lastDays: '7' })).toBe(true)
  })
})
