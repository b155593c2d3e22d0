import { describe, expect, it } from 'vitest'
import { device, spoken } from './acts'

describe('a technical name', () => {
  it('is shown without its domain', () => {
    expect([spoken('members.invite_member'), spoken('export-audit')]).toEqual(['invite member', 'export audit'])
  })
})

describe('a device', () => {
  it('is named by its browser and system', () => {
    const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36'
    expect(device(agent)).toBe('Chrome, Linux')
    expect(device(`${agent} Edg/130.0`)).toBe('Edge, Linux')
  })

  it('that is unknown keeps the beginning of what it says', () => {
    expect(device('curl/8.1')).toBe('curl/8.1')
  })
})
