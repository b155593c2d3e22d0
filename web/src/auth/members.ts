import { answered, api, type Schemas } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { session } from '../shared/session'
import { lastTenant } from './tenants'

type Tokens = Schemas['AuthResult']

/** Sign a member in; the session is kept in a cookie where the platform allows it, in memory otherwise. */
export async function signInMember(email: string, password: string): Promise<void> {
  await admit(await answered(api.POST('/v1/auth/sign-in', { body: { email, password } })))
}

/** Create an organisation, and sign its owner in. */
export async function signUpMember(body: {
  companyName: string
  subdomain: string
  displayName: string
  email: string
  password: string
}): Promise<void> {
  await admit(await answered(api.POST('/v1/auth/sign-up', { body })), { anew: true })
}

/** Join an organisation by the link of an invitation, and sign in. */
export async function joinTenant(body: { token: string; displayName: string; password: string }): Promise<void> {
  await admit(await answered(api.POST('/v1/members/invitations/accept', { body })), { anew: true })
}

/** Take up the session that tokens begin: in the tenant they name when it is `anew`, else where the page was before. */
async function admit(tokens: Tokens, { anew = false } = {}): Promise<void> {
  const named = tokens.tenantId ?? tokens.tenants[0]?.id ?? ''
  const before = session.getState().tenantId || lastTenant(tokens.tenants)
  const cookie = await browserSession(tokens.accessToken)
  session.getState().signIn({
    kind: 'member',
    tenantId: (!anew && before) || named,
    accessToken: cookie ? null : tokens.accessToken,
    refreshToken: cookie ? null : tokens.refreshToken,
    csrfToken: cookie?.csrfToken ?? null,
    email: tokens.user.email ?? '',
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
