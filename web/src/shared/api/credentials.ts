import { session } from '../session'

let renewing: Promise<boolean> | null = null

/** Return the headers that say who calls. */
export function credentials(): Record<string, string> {
  const { accessToken, csrfToken, tenantId, kind } = session.getState()
  const headers: Record<string, string> = {}
  if (accessToken) headers.Authorization = `Bearer ${accessToken}`
  else if (csrfToken) headers['X-CSRF-Token'] = csrfToken
  if (tenantId && kind === 'member') headers['X-Tenant-Id'] = tenantId
  return headers
}

/** Get a new access token, or else have somebody sign in again in place; false where nobody was signed in. */
export function renewed(): Promise<boolean> {
  renewing ??= renew().finally(() => {
    renewing = null
  })
  return renewing
}

async function renew(): Promise<boolean> {
  const { refreshToken, kind } = session.getState()
  if (kind === null) return false
  if (refreshToken) {
    const answer = await fetch('/v1/auth/refresh', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ refreshToken }),
    })
    if (answer.ok) {
      const { data } = (await answer.json()) as { data: { accessToken: string; refreshToken: string } }
      session.getState().refreshed(data.accessToken, data.refreshToken)
      return true
    }
    if (answer.status >= 500 || answer.status === 429) return false
  }
  await session.getState().askAgain()
  return true
}
