import { useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../shared/api/client'

export type Operation = Schemas['OperationView']

/** How a job stands that goes on by itself; asked for again until it has ended. */
export function useOperation(operationId: string | null) {
  return useQuery({
    queryKey: ['operation', operationId],
    queryFn: () =>
      answered(api.GET('/v1/operations/{operationId}', { params: { path: { operationId: operationId ?? '' } } })),
    enabled: operationId !== null,
    refetchInterval: ({ state }) => (state.data?.finishedAt ? false : 1_500),
  })
}

/** Return how much of a job is done, in percent; null where that is not known. */
export function percentOf({ progress, status }: Operation): number | null {
  if (status === 'succeeded') return 100
  const { done, total } = progress
  return total ? Math.min(100, Math.round((100 * done) / total)) : null
}
