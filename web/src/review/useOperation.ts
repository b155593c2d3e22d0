import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { answered, api } from '../shared/api/client'
import { useLive } from './useLive'

/** Follow long-running work until it is over: asked for again whenever its live document changes. */
export function useOperation(operationId: string) {
  const queries = useQueryClient()
  const { documents, hearing } = useLive(
    operationId ? 'operations' : '',
    operationId,
    ({ where, documentId }, userId) => [where('createdBy', '==', userId), where(documentId(), '==', operationId)],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the document asks anew
  useEffect(() => {
    if (operationId) queries.invalidateQueries({ queryKey: ['operation', operationId] })
  }, [documents, operationId, queries])
  return useQuery({
    queryKey: ['operation', operationId],
    queryFn: () => answered(api.GET('/v1/operations/{operationId}', { params: { path: { operationId } } })),
    enabled: operationId !== '',
    refetchInterval: ({ state }) => (hearing === 'live' || state.data?.finishedAt ? false : 2000),
  })
}
