import { answered, api, type Schemas } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { session } from '../shared/session'
import { lastTenant } from './tenants'

/** Sign a member in; the session is kept in a cookie where the platform allows it, in memory otherwise. */
export async function signInMember(email: string, password: string): Promise<void> {
  const tokens = await answered(api.POST('/v1/auth/sign-in', { body: { email, password } }))
  const tenantId = lastTenant(tokens.tenants) || tokens.tenantId || ''
  const cookie = await browserSession(tokens.accessToken)
  session.getState().signIn({
    kind: 'member',
    tenantId: session.getState().tenantId || tenantId,
    accessToken: cookie ? null : tokens.accessToken,
    refreshToken: cookie ? null : tokens.refreshToken,
    csrfToken: cookie?.csrfToken ?? null,
    email,
  })
}

async function browserSession(accessToken: string): Promise<Schemas['BrowserSessionView'] | null> {
  try {
    const headers = { Authorization: `Bearer ${accessToken}` }
    return await answered(api.POST('/v1/auth/session-cookie', { headers }))
  } catch (problem) {
    if (problem instanceof Problem && !problem.passes) return null
    throw problem
  }
}

/** Take up the session that a cookie keeps; false where there is none. */
export async function restoreMember(): Promise<boolean> {
  const csrfToken = /(?:^|; )(?:__Host-)?ella-csrf=([^;]+)/.exec(document.cookie)?.[1]
  if (!csrfToken) return false
  try {
    const token = await answered(api.GET('/v1/auth/verify'))
    const tenantId = lastTenant(token.tenants)
    const email = token.user.email ?? ''
    session.getState().signIn({ kind: 'member', tenantId, accessToken: null, refreshToken: null, csrfToken, email })
    return true
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return false
    throw problem
  }
}

/** End the session, here and on the server. */
export async function signOutMember(): Promise<void> {
  await answered(api.POST('/v1/auth/sign-out'))
  session.getState().signOut()
}
