import { describe, expect, it } from 'vitest'
import { Problem } from '../../shared/api/problem'
import { complaints, placeOf } from './complaints'

describe('a place', () => {
  it('is said in words, counted from one', () => {
    expect(placeOf('/content/tests/2/expectedOutput')).toBe('tests 3, expected output')
    expect(placeOf('/sections/0/pools/1/draw')).toBe('sections 1, pools 2, draw')
    expect(placeOf('')).toBe('')
  })
})

describe('complaints', () => {
  it('name each field, or the whole where none is named', () => {
    const details = [{ pointer: '/content/title', code: 'x', message: 'too long' }]
    expect(complaints(new Problem(400, 'x', 'no', '', details))).toEqual([{ place: 'title', message: 'too long' }])
    expect(complaints(new Problem(409, 'x', 'not now'))).toEqual([{ place: '', message: 'not now' }])
  })

  it('are none where the request was fine', () => {
    expect(complaints(new Problem(503, 'x', 'later'))).toEqual([])
    expect(complaints(null)).toEqual([])
  })
})
