import { describe, expect, it } from 'vitest'
import { isOver, linesIn, needsSimulator, type Persona, type Simulation } from './simulations'

const persona = (...lines: string[]) => ({ user: { name: 'Ada', goal: 'a refund', lines } }) as Persona

describe('a persona', () => {
  it('says each line of a text', () => {
    expect(linesIn(' Hello?\n\nThank you. ')).toEqual(['Hello?', 'Thank you.'])
  })

  it('without lines needs a model that plays it', () => {
    expect(needsSimulator([persona('Hello?')])).toBe(false)
    expect(needsSimulator([persona('Hello?'), persona()])).toBe(true)
  })
})

describe('a simulation', () => {
  it('is over when it is no more waiting or at work', () => {
    const statuses = ['queued', 'running', 'completed', 'cancelled', 'stopped'] as const
    expect(statuses.map((status) => isOver({ status } as Simulation))).toEqual([false, false, true, true, true])
  })
})
