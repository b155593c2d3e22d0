import { describe, expect, it } from 'vitest'
import { addressOf, filtersOf, isWrong, queryOf } from './filters'

const read = (address: string) => filtersOf(new URLSearchParams(address))

describe('filters of traces', () => {
  it('come back from the address that they are kept in', () => {
    const filters = read('user=ann&status=error&limit=cost&from=0.5')
    expect(filtersOf(new URLSearchParams(addressOf(filters)))).toEqual(filters)
    expect(addressOf(read('limit=cost'))).toEqual({})
    expect(addressOf(read('limit=price&from=1'))).toEqual({})
  })

  it('ask for one kind of limit', () => {
    expect(queryOf(read('limit=duration&from=100&to=2500'))).toMatchObject({ minDurationMs: 100, maxDurationMs: 2500 })
    const { since, until } = queryOf(read('limit=time&from=2026-03-01T10:00'))
    expect([since, until]).toEqual([new Date(2026, 2, 1, 10).toISOString(), null])
    expect(queryOf(read('session=s1&status=odd'))).toMatchObject({ traceSession: 's1', status: null })
  })

  it('are wrong where the API would refuse them', () => {
    const wrong = ['model=a&tag=b', 'limit=cost&from=x', 'limit=cost&from=-1', 'limit=duration&from=2&to=1']
    expect(wrong.map((address) => isWrong(read(address)))).toEqual([true, true, true, true])
    expect([isWrong(read('')), isWrong(read('limit=time&from=2026-03-01T10:00'))]).toEqual([false, false])
  })
})
