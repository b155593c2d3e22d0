import { expect, it } from 'vitest'
import { fresh, type Parameter } from './parameters'

it('names a new parameter as none of the others is', () => {
  const first = fresh('range', [])
  const third = fresh('choice', [first, { ...first, name: 'b' }])
  expect([first.name, third.name]).toEqual(['a', 'c'])
  const many: Parameter[] = []
  for (let number = 0; number < 30; number++) many.push(fresh('computed', many))
  expect(new Set(many.map(({ name }) => name)).size).toBe(30)
})
