import { api, listed } from '../shared/api/client'
import { usePages } from '../shared/pages'
import { useWords } from './words'

/** Return what names whoever acted: a member by their name, a program or the platform by what it is. */
export function useNames(): (actor: string) => string {
  const t = useWords()
  const members = usePages(['members', 'names'], (cursor) =>
    listed(api.GET('/v1/members', { params: { query: { limit: 100, cursor } } })),
  )
  return (actor) => {
    const [kind, id] = actor.includes(':') ? actor.split(':', 2) : ['user', actor]
    const name = members.items?.find((each) => each.id === id)?.displayName
    if (name) return name
    if (kind === 'api_key') return t('actor.key')
    if (kind === 'candidate') return t('actor.candidate')
    return t(kind === 'user' ? 'actor.other' : 'actor.ella')
  }
}
