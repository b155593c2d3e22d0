import { useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../shared/api/client'
import { Problem } from '../../shared/api/problem'

export type Operation = Schemas['OperationView']

export function isOver({ status }: Operation): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled'
}

/** Follow an operation until it is over; nothing is asked while there is none. */
export function useOperation(id: string | undefined) {
  return useQuery({
    queryKey: ['operation', id],
    queryFn: () => answered(api.GET('/v1/operations/{operationId}', { params: { path: { operationId: id ?? '' } } })),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : 1000),
  })
}

/** Send a file to the file store; return the id of its upload. */
export async function sendFile(purpose: Schemas['UploadPurpose'], contentType: string, file: File): Promise<string> {
  const body = { purpose, contentType, size: file.size, fileName: file.name }
  const ticket = await answered(api.POST('/v1/uploads', { body }))
  const { method, url, headers } = ticket.uploadRequest
  const sent = await fetch(url, { method, headers, body: file })
  if (!sent.ok) throw new Problem(sent.status, 'upload_failed', `HTTP ${sent.status}`)
  const path = { uploadId: ticket.upload.id }
  await answered(api.POST('/v1/uploads/{uploadId}/complete', { params: { path } }))
  return ticket.upload.id
}
