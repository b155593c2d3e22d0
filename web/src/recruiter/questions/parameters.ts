import type { Content } from './content'

export type Parameter = Content['parameters'][number]

/** How a parameter comes by its value. */
export const WAYS = ['range', 'choice', 'computed'] as const

/** Return what a new parameter of a type begins with, under a name that none of the others has. */
export function fresh(type: Parameter['type'], others: Parameter[]): Parameter {
  const taken = new Set(others.map(({ name }) => name))
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const name = letters.find((letter) => !taken.has(letter)) ?? `p${taken.size + 1}`
  switch (type) {
    case 'range':
      return { type, name, minimum: '1', maximum: '10', step: '1' }
    case 'choice':
      return { type, name, values: [] }
    case 'computed':
      return { type, name, expression: '', places: 6 }
  }
}
