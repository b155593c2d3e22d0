import { expect, it } from 'vitest'
import { filled } from '../shared/i18n/catalogue'
import { changeText } from './changes'
import { en } from './words/en'

const change = {
  id: 'one',
  by: 'ann',
  byName: 'Ann',
  at: '2026-01-01T00:00:00Z',
  fields: [],
  writers: [],
  version: null,
  label: null,
  commentId: null,
}
const t = (key: keyof typeof en, values = {}) => filled(en[key], values)

it('tells what a change did, and to which parts of the draft', () => {
  expect(changeText({ ...change, kind: 'version_saved', version: 2 }, t)).toBe('Saved version 2')
  expect(changeText({ ...change, kind: 'label_moved', version: 2, label: 'production' }, t)).toBe(
    'Moved the label production to version 2',
  )
  expect(changeText({ ...change, kind: 'draft_edited', fields: ['prompt', 'tags'] }, t)).toBe(
    'Edited the draft: messages, tags',
  )
})
