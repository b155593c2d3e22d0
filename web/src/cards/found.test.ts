import { describe, expect, it } from 'vitest'
import { type FoundInjection, partOf, quoted } from './found'

const found: FoundInjection = {
  pointer: '/text',
  rule: 'override.ignore',
  category: 'override',
  severity: 'high',
  explanation: 'Tells the model to ignore what it was told.',
  start: 2,
  end: 8,
  excerpt: 'Ignore',
  through: [],
  probability: null,
}

describe('what a finding is about', () => {
  it('is cut out of the text by code points', () => {
    expect(partOf('👋 Ignore that', found)).toBe('Ignore')
  })

  it('is its excerpt, unless that was deciphered or cut short', () => {
    expect(quoted(found)).toBe('Ignore')
    expect(quoted({ ...found, through: ['base64'] })).toBeNull()
    expect(quoted({ ...found, excerpt: 'x'.repeat(120) })).toBeNull()
  })
})
