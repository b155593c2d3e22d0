import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { answered, api, type Schemas } from '../shared/api/client'
import { notices, tellProblem } from '../shared/notices'
import { useAutosave } from './autosave'
import { type Content, changesOf, isIncomplete } from './draft'
import { type Tagged, tagged } from './tagged'
import { useWords } from './words'

export type Card = Schemas['CardView'] & { tag: string }

async function read(cardId: string): Promise<Card> {
  const { value, tag } = await tagged(api.GET('/v1/cards/{cardId}', { params: { path: { cardId } } }))
  return { ...value, tag }
}

/** Ask for a card. */
export function useCard(cardId: string) {
  return useQuery({
    queryKey: ['card', cardId],
    queryFn: () => read(cardId),
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

/** Make a card of its own of what somebody wrote. */
export async function copied(content: Content, name: string) {
  return answered(api.POST('/v1/cards', { body: { content: { ...content, name } } }))
}

/** A card's draft while somebody writes it. */
export function useDraft(card: Card) {
  const t = useWords()
  const queries = useQueryClient()
  const took = async (saved: Card) => {
    queries.setQueryData(['card', card.id], saved)
    await queries.invalidateQueries({ queryKey: ['cards'] })
    return { value: saved.content, tag: saved.tag }
  }
  const source = {
    read: async () => took(await read(card.id)),
    write: async (next: Content, { value, tag }: Tagged<Content>) => {
      const params = { path: { cardId: card.id }, header: { 'If-Match': tag } }
      const body = { content: changesOf(value, next) }
      const saved = await tagged(api.PATCH('/v1/cards/{cardId}', { params, body }))
      return took({ ...saved.value, tag: saved.tag })
    },
  }
  const copy = async (content: Content) => {
    await copied(content, t('changed.name.copy', { name: content.name }))
    notices.getState().say(t('changed.copied'))
    await queries.invalidateQueries({ queryKey: ['cards'] })
  }
  const draft = useAutosave({ value: card.content, tag: card.tag }, isIncomplete, source, (content) => {
    copy(content).catch(tellProblem)
  })
  return { ...draft, copy: () => copy(draft.value) }
}
