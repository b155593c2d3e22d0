import { Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useAct } from '../shared/acts'
import { answered, api } from '../shared/api/client'
import { FormDialog } from '../shared/layout/FormDialog'
import type { Card } from './cards'
import { OptionalTarget } from './OptionalTarget'
import { BudgetField, CaseSetField, Lacking, useLacking, useRunnable, VersionField } from './RunFields'
import { centsOf, isNoSum, orderOf, type Target } from './runOrder'
import { TargetFields } from './TargetFields'
import { useWords } from './words'

const MOST_TRIALS = 2_000

/** Begin a search of a better prompt. */
export function NewSearch({ card, close }: { card: Card; close: () => void }) {
  const t = useWords()
  const lacking = useLacking(card)
  const first = useRunnable()?.[0]?.id ?? ''
  const [order, setOrder] = useState(() => orderOf(String(card.versions || ''), card.content.provider))
  const [rewriter, setRewriter] = useState<Target | null>(null)
  const [trials, setTrials] = useState('500')
  const caseSetId = order.caseSetId || first
  const [provider] = order.providers
  const maxTrials = Number(trials)
  const begin = useAct(
    () =>
      answered(
        api.POST('/v1/cards/{cardId}/optimisations', {
          params: { path: { cardId: card.id } },
          body: {
            cardVersion: order.version,
            caseSetId,
            provider: provider ?? null,
            judge: order.judge,
            rewriter,
            rewrites: 4,
            maxTrials,
            budgetCents: centsOf(order.dollars),
            seed: 0,
          },
        }),
      ),
    'card-optimisations',
  )
  const isWrong =
    !(Number.isInteger(maxTrials) && maxTrials >= 1 && maxTrials <= MOST_TRIALS) ||
    isNoSum(order.dollars) ||
    [provider, order.judge, rewriter].some((each) => each?.provider === '')
  return (
    <FormDialog
      open
      title={t('search.create')}
      submit={t('search.start')}
      busy={begin.isPending}
      ready={lacking === null && caseSetId !== '' && !isWrong}
      close={close}
      act={() => begin.mutate(undefined, { onSuccess: close })}
    >
      <Typography sx={{ color: 'text.secondary' }}>{t('search.text')}</Typography>
      <Lacking card={card} />
      <VersionField card={card} value={order.version} choose={(version) => setOrder({ ...order, version })} />
      <CaseSetField value={caseSetId} choose={(chosen) => setOrder({ ...order, caseSetId: chosen })} />
      {provider && (
        <TargetFields number={1} target={provider} change={(next) => setOrder({ ...order, providers: [next] })} />
      )}
      <OptionalTarget label={t('search.rewriter')} number={2} target={rewriter} change={setRewriter} />
      <OptionalTarget
        label={t('runs.judge')}
        number={3}
        target={order.judge}
        change={(judge) => setOrder({ ...order, judge })}
      />
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        <TextField
          type="number"
          label={t('search.maxTrials')}
          helperText={t('search.maxTrialsHelp')}
          value={trials}
          onChange={(event) => setTrials(event.target.value)}
          slotProps={{ htmlInput: { min: 1, max: MOST_TRIALS } }}
          sx={{ flex: 1 }}
        />
        <BudgetField value={order.dollars} choose={(dollars) => setOrder({ ...order, dollars })} />
      </Stack>
    </FormDialog>
  )
}
