import { answered, api, type Schemas } from '../shared/api/client'
import { session } from '../shared/session'

type CandidateSignIn = Schemas['CandidateSignIn']

/** Open the link of an invitation: in at the first time, by a mailed code from then on. */
export async function openLink(token: string): Promise<CandidateSignIn> {
  return admit(token, await answered(api.POST('/v1/invitations/redeem', { body: { token } })))
}

/** Come in by the mailed code. */
export async function confirmCode(token: string, code: string): Promise<CandidateSignIn> {
  return admit(token, await answered(api.POST('/v1/invitations/confirm', { body: { token, code } })))
}

function admit(link: string, admitted: CandidateSignIn): CandidateSignIn {
  if (admitted.accessToken) {
    const { accessToken, refreshToken, tenantId } = admitted
    session.getState().signIn({ kind: 'candidate', tenantId, accessToken, refreshToken, csrfToken: null, link })
  }
  return admitted
}
