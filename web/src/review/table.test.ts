import { expect, test } from 'vitest'
import { csvOf } from './table'

test('commas, quotes and line breaks stay within their cell', () => {
  expect(csvOf([['a,b', 'say "hi"', 'one\ntwo', 3, null]])).toBe('"a,b","say ""hi""","one\ntwo",3,\r\n')
})

test('a name that looks like a formula is a text', () => {
  expect(csvOf([['=HYPERLINK("x")', '+49', -5]])).toBe(`"'=HYPERLINK(""x"")",'+49,-5\r\n`)
})
