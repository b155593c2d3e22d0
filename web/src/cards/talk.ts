import { api, listed, type Schemas } from '../shared/api/client'
import { usePages } from '../shared/pages'
import type { Card } from './cards'

export type Said = Schemas['ListedComment']

/** What is asked for anew once something is said or settled. */
export const TALK = ['card-comments', 'card-changes'] as const

/** Ask for a card's threads, or for a thread's replies, the oldest first. */
export function useComments(card: Card, which: { resolved: boolean } | { threadId: string }) {
  return usePages<Said>(['card-comments', card.id, which], (cursor) =>
    listed(
      api.GET('/v1/cards/{cardId}/comments', {
        params: { path: { cardId: card.id }, query: { ...which, limit: 50, cursor: cursor ?? null } },
      }),
    ),
  )
}
