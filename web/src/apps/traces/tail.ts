import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api, listed } from '../../shared/api/client'

const EVERY = 3_000
const DAY = 86_400_000
// A trace is stored a moment after the time it bears.
const OVERLAP = 10_000

/** Ask for an app's list of traces anew whenever something came in, for as long as it is followed. */
export function useTail(appId: string, follows: boolean): void {
  const queries = useQueryClient()
  const last = useRef(0)
  const { data } = useQuery({
    queryKey: ['trace-tail', appId],
    queryFn: async () => {
      const since = new Date((last.current || Date.now() - DAY) - OVERLAP).toISOString()
      const params = { path: { appId }, query: { since, limit: 100 } }
      const { items } = await listed(api.GET('/v1/apps/{appId}/trace-tail', { params }))
      last.current = Math.max(last.current, ...items.map(({ receivedAt }) => Date.parse(receivedAt)))
      return items.map(({ traceId, spanCount }) => `${traceId} ${spanCount}`).join()
    },
    enabled: follows,
    refetchInterval: follows ? EVERY : false,
    retry: true,
  })
  useEffect(() => {
    if (follows && data !== undefined) void queries.invalidateQueries({ queryKey: ['traces', appId] })
  }, [follows, data, queries, appId])
}
