import { answered, api, type Schemas } from './api/client'
import { Problem } from './api/problem'

// What browsers often name no type for, or a wrong one.
const BY_ENDING: Record<string, string> = {
  csv: 'text/csv',
  json: 'application/json',
  xml: 'application/xml',
  md: 'text/markdown',
  txt: 'text/plain',
}

/** Announce a file, send it to the file store itself, and return the complete upload's id. */
export async function upload(
  file: File,
  purpose: Schemas['UploadPurpose'],
  contentType = contentTypeOf(file),
): Promise<string> {
  const body = { purpose, contentType, size: file.size, fileName: file.name }
  const ticket = await answered(api.POST('/v1/uploads', { body }))
  const { method, url, headers } = ticket.uploadRequest
  const sent = await fetch(url, { method, headers, body: file })
  if (!sent.ok) throw new Problem(sent.status, 'upload_failed', `${file.name}: HTTP ${sent.status}`)
  const path = { uploadId: ticket.upload.id }
  await answered(api.POST('/v1/uploads/{uploadId}/complete', { params: { path } }))
  return ticket.upload.id
}

function contentTypeOf({ name, type }: File): string {
  return type || BY_ENDING[name.split('.').pop()?.toLowerCase() ?? ''] || 'application/octet-stream'
}
