import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { answered, api, type Schemas } from './api/client'
import { useLive } from './useLive'

export type Operation = Schemas['OperationView']

/** Follow long-running work until it is over: asked for again whenever its live document changes. */
export function useOperation(operationId: string | null | undefined) {
  const queries = useQueryClient()
  const id = operationId ?? ''
  const { documents, hearing } = useLive(id ? 'operations' : '', id, ({ where, documentId }, userId) => [
    where('createdBy', '==', userId),
    where(documentId(), '==', id),
  ])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the document asks anew
  useEffect(() => {
    if (id) queries.invalidateQueries({ queryKey: ['operation', id] })
  }, [documents, id, queries])
  return useQuery({
    queryKey: ['operation', id],
    queryFn: () => answered(api.GET('/v1/operations/{operationId}', { params: { path: { operationId: id } } })),
    enabled: id !== '',
    refetchInterval: ({ state }) => (hearing === 'live' || state.data?.finishedAt ? false : 2_000),
  })
}

/** Return how much of a job is done, in percent; null where that is not known. */
export function percentOf({ progress, status }: Operation): number | null {
  if (status === 'succeeded') return 100
  const { done, total } = progress
  return total ? Math.min(100, Math.round((100 * done) / total)) : null
}
