import { useQuery } from '@tanstack/react-query'
import { answered, api } from '../shared/api/client'
import { Problem } from '../shared/api/problem'

/** Ask who is signed in. */
export function useProfile() {
  return useQuery({ queryKey: ['profile'], queryFn: () => answered(api.GET('/v1/profile')) })
}

/** Send a picture to the file store and make it one's own. */
export async function sendAvatar(file: File) {
  const body = { purpose: 'avatar' as const, contentType: file.type, size: file.size, fileName: file.name }
  const ticket = await answered(api.POST('/v1/uploads', { body }))
  const { method, url, headers } = ticket.uploadRequest
  const sent = await fetch(url, { method, headers, body: file })
  if (!sent.ok) throw new Problem(sent.status, 'upload_failed', `HTTP ${sent.status}`)
  const uploadId = ticket.upload.id
  await answered(api.POST('/v1/uploads/{uploadId}/complete', { params: { path: { uploadId } } }))
  return answered(api.PUT('/v1/profile/avatar', { body: { uploadId } }))
}

/** Ask for a member's picture; null where they have none. */
export function useAvatar(memberId: string) {
  return useQuery({
    queryKey: ['avatar', memberId],
    queryFn: async () => {
      try {
        return (await answered(api.POST('/v1/members/{memberId}/avatar-link', { params: { path: { memberId } } }))).url
      } catch (problem) {
        if (problem instanceof Problem && (problem.status === 404 || problem.status === 403)) return null
        throw problem
      }
    },
    enabled: memberId !== '',
  })
}
