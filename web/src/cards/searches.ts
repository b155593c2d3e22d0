import { useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../shared/api/client'

export type Search = Schemas['CardOptimisationView']

const AGAIN = 2_000

/** Ask for a search, again and again until it is over. */
export function useSearch(first: Search) {
  const path = { optimisationId: first.id }
  return useQuery({
    queryKey: ['card-optimisation', first.id],
    queryFn: () => answered(api.GET('/v1/card-optimisations/{optimisationId}', { params: { path } })),
    initialData: first,
    refetchInterval: ({ state }) => (state.data?.finishedAt ? false : AGAIN),
  })
}

/** Return how much of a search is done at least, in percent: it may end before its last trial. */
export function shareOf({ trials, maxTrials, finishedAt }: Search): number {
  return finishedAt ? 100 : Math.min(99, Math.round((100 * trials) / maxTrials))
}
