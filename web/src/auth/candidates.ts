import { answered, api, type Schemas } from '../shared/api/client'
import { type Door, session } from '../shared/session'

type CandidateSignIn = Schemas['CandidateSignIn']

/** Open the link of an invitation: in at the first time, by a mailed code from then on. */
export async function openLink(link: string): Promise<CandidateSignIn> {
  return admit({ link, person: null }, await answered(api.POST('/v1/invitations/redeem', { body: { token: link } })))
}

/** Ask for a place by a public link; whoever can have one, or has one, is mailed a code. */
export function askForPlace(token: string, person: { name: string; email: string }): Promise<Schemas['PlaceAsked']> {
  return answered(api.POST('/v1/public-links/places', { body: { token, ...person } }))
}

/** Have a code mailed to come in by. */
export async function askForCode({ link, person }: Door): Promise<void> {
  await (person ? askForPlace(link, person) : openLink(link))
}

/** Come in by the mailed code. */
export async function confirmCode(door: Door, code: string): Promise<CandidateSignIn> {
  const { link: token, person } = door
  if (!person) return admit(door, await answered(api.POST('/v1/invitations/confirm', { body: { token, code } })))
  const body = { token, email: person.email, code }
  return admit(door, await answered(api.POST('/v1/public-links/places/confirm', { body })))
}

function admit(door: Door, admitted: CandidateSignIn): CandidateSignIn {
  if (admitted.accessToken) {
    const { accessToken, refreshToken, tenantId } = admitted
    session.getState().signIn({ kind: 'candidate', tenantId, accessToken, refreshToken, csrfToken: null, door })
  }
  return admitted
}
