import { expect, it } from 'vitest'
import { daysOf } from './days'

it('reads the days of reminders in whatever way they are listed', () => {
  expect(daysOf('7, 3;3')).toEqual([3, 7])
  expect(daysOf('')).toEqual([])
})

it('takes no days that reminders can’t have', () => {
  for (const text of ['soon', '0', '90', '1.5', '1 2 3 4']) expect(daysOf(text)).toBeNull()
})
