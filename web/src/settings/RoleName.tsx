import type { Schemas } from '../shared/api/client'
import { useWords } from './words'

/** The roles that can be given to a member, the mightiest first; the owner's is transferred. */
export const ROLES = ['admin', 'manager', 'recruiter', 'member', 'viewer'] as const

export type GivenRole = (typeof ROLES)[number]

type Role = Schemas['Role']

export function roleWord(role: Role): `role.${Role}` {
  return `role.${role}`
}

export function RoleName({ role }: { role: Role }) {
  const t = useWords()
  return <>{t(roleWord(role))}</>
}
