import { answered, api, type Schemas } from '../shared/api/client'

/** Send a file to the file store and return its upload's id. */
export async function upload(file: File, purpose: Schemas['UploadPurpose'], contentType: string): Promise<string> {
  const body = { purpose, contentType, size: file.size, fileName: file.name }
  const { upload: announced, uploadRequest } = await answered(api.POST('/v1/uploads', { body }))
  const sent = await fetch(uploadRequest.url, {
    method: uploadRequest.method,
    headers: uploadRequest.headers,
    body: file,
  })
  if (!sent.ok) throw new Error(`${file.name}: HTTP ${sent.status}`)
  const path = { uploadId: announced.id }
  await answered(api.POST('/v1/uploads/{uploadId}/complete', { params: { path } }))
  return announced.id
}
