import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { answered, api, type Schemas } from '../shared/api/client'
import { type Content, changesOf, isIncomplete } from './draft'

export type Card = Schemas['CardView']

const QUIET = 700

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

export type Kept = 'saved' | 'saving' | 'incomplete' | 'refused'

/** A card's draft while somebody writes it: what changed is sent once they pause, and when they leave. */
export function useDraft(card: Card): { content: Content; change: (content: Content) => void; kept: Kept } {
  const queries = useQueryClient()
  const [content, setContent] = useState(card.content)
  const [sent, setSent] = useState(card.content)
  const [refused, setRefused] = useState<Content | null>(null)
  const { mutate, isPending } = useMutation({
    mutationFn: (next: Content) =>
      answered(
        api.PATCH('/v1/cards/{cardId}', {
          params: { path: { cardId: card.id } },
          body: { content: changesOf(sent, next) },
        }),
      ),
    onSuccess: (saved, next) => {
      setSent(next)
      queries.setQueryData(['card', card.id], saved)
      return queries.invalidateQueries({ queryKey: ['cards'] })
    },
    onError: (_, next) => setRefused(next),
  })
  const wanted = content !== sent && content !== refused && !isIncomplete(content)
  useEffect(() => {
    if (!wanted || isPending) return
    const timer = setTimeout(() => mutate(content), QUIET)
    return () => clearTimeout(timer)
  }, [wanted, isPending, content, mutate])
  const leaving = useRef(() => {})
  leaving.current = () => wanted && mutate(content)
  useEffect(() => () => leaving.current(), [])
  const kept = isIncomplete(content)
    ? 'incomplete'
    : content === refused
      ? 'refused'
      : content === sent
        ? 'saved'
        : 'saving'
  return { content, change: setContent, kept }
}
