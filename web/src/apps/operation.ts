import { useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../shared/api/client'

export type Operation = Schemas['OperationView']

/** Ask how a job stands that goes on by itself, again and again until it has ended. */
export function useOperation(operationId: string | null) {
  return useQuery({
    queryKey: ['operation', operationId],
    queryFn: () =>
      answered(api.GET('/v1/operations/{operationId}', { params: { path: { operationId: operationId ?? '' } } })),
    enabled: operationId !== null,
    refetchInterval: ({ state }) => (state.data?.finishedAt ? false : 1_500),
  })
}
