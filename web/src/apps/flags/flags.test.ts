import { describe, expect, it } from 'vitest'
import { rolledOut, shares } from './flags'

describe('a roll-out', () => {
  it('gives a part of people the one variant and the rest the other', () => {
    expect(shares(rolledOut('on', 'off', 12.5))).toEqual([
      { variant: 'on', percent: 12.5 },
      { variant: 'off', percent: 87.5 },
    ])
  })

  it('is nobody at none, and everybody at all', () => {
    expect(shares(rolledOut('on', 'off', 0))).toEqual([{ variant: 'off', percent: 100 }])
    expect(shares(rolledOut('on', 'off', 100))).toEqual([{ variant: 'on', percent: 100 }])
  })
})
