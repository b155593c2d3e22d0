import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { answered, api, type Schemas } from '../shared/api/client'
import { useAutosave } from './autosave'
import { changesOf, isIncomplete } from './draft'

export type Card = Schemas['CardView']

/** Ask for a card. */
export function useCard(cardId: string) {
  return useQuery({
    queryKey: ['card', cardId],
    queryFn: () => answered(api.GET('/v1/cards/{cardId}', { params: { path: { cardId } } })),
  })
}

/** Return what does something to a card and shows what became of it. */
export function useCardChange<T = void>(cardId: string, change: (value: T) => Promise<unknown>, done?: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['card', cardId] }),
        queries.invalidateQueries({ queryKey: ['card-versions', cardId] }),
        queries.invalidateQueries({ queryKey: ['cards'] }),
      ])
      done?.()
    },
  })
}

/** A value once it has not changed for a moment. */
export function useSettled<T>(value: T, milliseconds = 400): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}

/** A card's draft while somebody writes it. */
export function useDraft(card: Card) {
  const queries = useQueryClient()
  return useAutosave(card.content, isIncomplete, async (next, sent) => {
    const params = { path: { cardId: card.id } }
    const saved = await answered(api.PATCH('/v1/cards/{cardId}', { params, body: { content: changesOf(sent, next) } }))
    queries.setQueryData(['card', card.id], saved)
    await queries.invalidateQueries({ queryKey: ['cards'] })
  })
}
