import { describe, expect, it } from 'vitest'
import { subdomainOf } from './subdomain'

describe('the short name of an organisation', () => {
  it('is spelled in what an address may hold', () => {
    expect(subdomainOf('Müller & Söhne GmbH')).toBe('mueller-soehne-gmbh')
    expect(subdomainOf('  Café Olé! ')).toBe('cafe-ole')
  })

  it('is short, and does not end in a hyphen', () => {
    expect(subdomainOf(`${'a'.repeat(39)} b`)).toBe('a'.repeat(39))
    expect(subdomainOf('株式会社')).toBe('')
  })
})
