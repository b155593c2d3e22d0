import { Button, Checkbox, FormControlLabel, Stack, TextField, Typography } from '@mui/material'
import type { Card } from './cards'
import { OptionalTarget } from './OptionalTarget'
import { BudgetField, CaseSetField, Lacking, VersionField } from './RunFields'
import { isNoCount, isNoShare, type Order } from './runOrder'
import { TargetFields } from './TargetFields'
import { useWords } from './words'

const MOST_TARGETS = 5

interface Props {
  card: Card
  order: Order
  change: (order: Order) => void
  /** Whether the version may be one that moves: the latest, or a label's. */
  moving?: boolean
}

/** What is run on what, by which models, and what must come of it. */
export function OrderFields({ card, order, change, moving = false }: Props) {
  const t = useWords()
  const { providers } = order
  const set = (some: Partial<Order>) => change({ ...order, ...some })
  return (
    <>
      <Lacking card={card} />
      <VersionField card={card} moving={moving} value={order.version} choose={(version) => set({ version })} />
      <CaseSetField value={order.caseSetId} choose={(caseSetId) => set({ caseSetId })} />
      {providers.map((target, place) => (
        <TargetFields
          // biome-ignore lint/suspicious/noArrayIndexKey: models have no other name
          key={place}
          number={place + 1}
          target={target}
          change={(next) => set({ providers: providers.with(place, next) })}
          {...(providers.length > 1 ? { remove: () => set({ providers: providers.toSpliced(place, 1) }) } : {})}
        />
      ))}
      <Button
        disabled={providers.length >= MOST_TARGETS}
        onClick={() => set({ providers: [...providers, { provider: '', model: '' }] })}
        sx={{ alignSelf: 'start' }}
      >
        {t('runs.addModel')}
      </Button>
      <OptionalTarget
        label={t('runs.judge')}
        number={providers.length + 1}
        target={order.judge}
        change={(judge) => set({ judge })}
      />
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        <TextField
          type="number"
          label={t('runs.repeats')}
          value={order.repeats}
          onChange={(event) => set({ repeats: event.target.value })}
          slotProps={{ htmlInput: { min: 1, max: 10 } }}
          sx={{ flex: 1 }}
        />
        <BudgetField value={order.dollars} choose={(dollars) => set({ dollars })} />
      </Stack>
      <Typography variant="h3">{t('gate.title')}</Typography>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        <TextField
          label={t('gate.share')}
          helperText={t('gate.shareHelp')}
          value={order.passShare}
          error={isNoShare(order.passShare)}
          onChange={(event) => set({ passShare: event.target.value })}
          slotProps={{ htmlInput: { inputMode: 'decimal' } }}
          sx={{ flex: 1 }}
        />
        <TextField
          label={t('gate.regressions')}
          helperText={t('gate.regressionsHelp')}
          value={order.regressions}
          error={isNoCount(order.regressions)}
          onChange={(event) => set({ regressions: event.target.value })}
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
          sx={{ flex: 1 }}
        />
      </Stack>
      <FormControlLabel
        control={<Checkbox checked={order.useCache} onChange={(event) => set({ useCache: event.target.checked })} />}
        label={t('runs.cache')}
      />
    </>
  )
}
