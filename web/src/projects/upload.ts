import { answered, api, type Schemas } from '../shared/api/client'
import { Problem } from '../shared/api/problem'

const BY_ENDING: Record<string, string> = {
  csv: 'text/csv',
  json: 'application/json',
  xml: 'application/xml',
  md: 'text/markdown',
  txt: 'text/plain',
}

/** Announce a file, send it to the file store itself, and return the complete upload's id. */
export async function upload(file: File, purpose: Schemas['UploadPurpose']): Promise<string> {
  const ending = file.name.split('.').pop()?.toLowerCase() ?? ''
  const contentType = file.type || BY_ENDING[ending] || 'application/octet-stream'
  const body = { purpose, contentType, size: file.size, fileName: file.name }
  const ticket = await answered(api.POST('/v1/uploads', { body }))
  const { method, url, headers } = ticket.uploadRequest
  const sent = await fetch(url, { method, headers, body: file })
  if (!sent.ok) throw new Problem(sent.status, 'upload_failed', `HTTP ${sent.status}`)
  const path = { uploadId: ticket.upload.id }
  await answered(api.POST('/v1/uploads/{uploadId}/complete', { params: { path } }))
  return ticket.upload.id
}
