import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { answered, api } from '../shared/api/client'
import { FormDialog } from '../shared/layout/FormDialog'
import type { Card } from './cards'
import { OrderFields } from './OrderFields'
import { useLacking, useRunnable } from './RunFields'
import { bodyOf, isWrong, orderOf } from './runOrder'
import { useWords } from './words'

/** Run a version of a card on a set of cases, and go to where its results come in. */
export function RunDialog({ card, close }: { card: Card; close: () => void }) {
  const t = useWords()
  const go = useNavigate()
  const queries = useQueryClient()
  const lacking = useLacking(card)
  const first = useRunnable()?.[0]?.id ?? ''
  const [written, setOrder] = useState(() => orderOf(String(card.versions || ''), card.content.provider))
  const order = { ...written, caseSetId: written.caseSetId || first }
  const start = useMutation({
    mutationFn: () =>
      answered(api.POST('/v1/cards/{cardId}/runs', { params: { path: { cardId: card.id } }, body: bodyOf(order) })),
    onSuccess: async (run) => {
      await queries.invalidateQueries({ queryKey: ['runs', card.id] })
      go(`/cards/${card.id}/runs/${run.id}`)
    },
  })
  return (
    <FormDialog
      open
      title={t('runs.title')}
      submit={t('runs.start')}
      busy={start.isPending}
      ready={lacking === null && order.caseSetId !== '' && !isWrong(order)}
      close={close}
      act={() => start.mutate()}
    >
      <OrderFields card={card} order={order} change={setOrder} />
    </FormDialog>
  )
}
