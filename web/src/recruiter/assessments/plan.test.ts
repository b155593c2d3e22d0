import { describe, expect, it } from 'vitest'
import { moved, NEW_SECTION, namedIn, type Section, stepped, sumOf, swapped } from './plan'

const asking = (...ids: string[]): Section => ({
  ...NEW_SECTION,
  questions: ids.map((questionId) => ({ questionId, points: '2.5', penalty: null })),
})
const order = (sections: Section[]) =>
  sections.map(({ questions }) => questions.map(({ questionId }) => questionId).join(''))

describe('a question', () => {
  it('moves within its section and to another', () => {
    const sections = [asking('a', 'b', 'c'), asking('d')]
    expect(order(moved(sections, 'a', 0, 2))).toEqual(['bca', 'd'])
    expect(order(moved(sections, 'b', 1, 0))).toEqual(['ac', 'bd'])
  })

  it('steps over the border of its section, and stays at the ends', () => {
    const sections = [asking('a', 'b'), asking('c')]
    expect(order(stepped(sections, 'b', -1))).toEqual(['ba', 'c'])
    expect(order(stepped(sections, 'b', 1))).toEqual(['a', 'bc'])
    expect(order(stepped(sections, 'c', -1))).toEqual(['abc', ''])
    expect(order(stepped(sections, 'a', -1))).toEqual(['ab', 'c'])
    expect(order(stepped(sections, 'c', 1))).toEqual(['ab', 'c'])
  })

  it('that is not there moves nothing', () => {
    expect(order(moved([asking('a')], 'x', 0, 0))).toEqual(['a'])
  })
})

describe('sections', () => {
  it('change places with their neighbour', () => {
    expect(order(swapped([asking('a'), asking('b')], 0, 1))).toEqual(['b', 'a'])
    expect(order(swapped([asking('a')], 0, 1))).toEqual(['a'])
  })

  it('are worth what one candidate is asked', () => {
    const pool = { draw: 2, questionIds: ['x', 'y', 'z'], points: '0.1', penalty: null }
    const sections = [{ ...asking('a', 'b'), pools: [pool] }]
    expect(sumOf(sections)).toEqual({ asked: 4, points: 5.2 })
    expect(namedIn(sections)).toEqual(['a', 'b', 'x', 'y', 'z'])
  })
})
