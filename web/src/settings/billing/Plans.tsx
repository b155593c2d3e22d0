import { Box, Button, Chip, Paper, Stack, Typography } from '@mui/material'
import type { Schemas } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import { useWords } from '../words'
import { amountOf } from './amounts'
import { isPaid, useSubscribing } from './useBilling'

type Plan = Schemas['Plan']
type Billing = Schemas['BillingView']

/** What each plan includes; who may can buy one here. */
export function Plans({
  plans,
  current,
  billing,
}: {
  plans: Plan[]
  current: Schemas['PlanName']
  billing: Billing | undefined
}) {
  const t = useWords()
  return (
    <Stack spacing={1} component="section" aria-label={t('usage.plans')}>
      <Typography variant="h2">{t('usage.plans')}</Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))', gap: 2 }}>
        {plans.map((each) => (
          <PlanCard key={each.name} plan={each} isCurrent={each.name === current} billing={billing} />
        ))}
      </Box>
      {!billing?.configured && <Typography sx={{ color: 'text.secondary' }}>{t('usage.change')}</Typography>}
    </Stack>
  )
}

function PlanCard({ plan, isCurrent, billing }: { plan: Plan; isCurrent: boolean; billing: Billing | undefined }) {
  const t = useWords()
  const locale = language((state) => state.locale)
  const included = [
    [t('quota.members'), amountOf('members', plan.members, locale)],
    [t('quota.assessments'), amountOf('assessments', plan.assessmentsPerMonth, locale)],
    [t('quota.execution_seconds'), amountOf('execution_seconds', plan.executionSecondsPerMonth, locale)],
    [t('quota.storage_bytes'), amountOf('storage_bytes', plan.storageBytes, locale)],
    [t('plan.retention'), t('plan.days', { days: plan.retentionDays.toLocaleString(locale) })],
  ]
  return (
    <Paper
      variant="outlined"
      aria-current={isCurrent}
      sx={{ p: 2, display: 'flex', ...(isCurrent && { borderColor: 'primary.main', borderWidth: 2 }) }}
    >
      <Stack spacing={1.5} sx={{ flexGrow: 1 }}>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <Typography variant="h3">{t(`plan.${plan.name}`)}</Typography>
          {isCurrent && <Chip size="small" color="primary" label={t('plan.current')} />}
        </Stack>
        <Box component="dl" sx={{ m: 0, flexGrow: 1 }}>
          {included.map(([name, amount]) => (
            <Box key={name} sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, py: 0.25 }}>
              <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
                {name}
              </Typography>
              <Typography component="dd" variant="body2" sx={{ m: 0, whiteSpace: 'nowrap' }}>
                {amount}
              </Typography>
            </Box>
          ))}
        </Box>
        {billing?.configured && <Choose plan={plan} billing={billing} />}
      </Stack>
    </Paper>
  )
}

function Choose({ plan, billing }: { plan: Plan; billing: Billing }) {
  const t = useWords()
  const { checkout, change } = useSubscribing()
  const wanted = plan.name
  if (!isPaid(wanted) || !billing.plans.includes(wanted) || wanted === billing.subscribed) return null
  const name = t(`plan.${wanted}`)
  if (!billing.subscribed) {
    return (
      <Button
        variant="contained"
        loading={checkout.isPending || checkout.isSuccess}
        onClick={() => checkout.mutate(wanted)}
      >
        {t('billing.buy', { plan: name })}
      </Button>
    )
  }
  return (
    <ConfirmButton
      variant="outlined"
      loading={change.isPending}
      question={t('billing.changeQuestion', { plan: name })}
      text={t('billing.changeText')}
      act={() => change.mutate(wanted)}
    >
      {t('billing.change', { plan: name })}
    </ConfirmButton>
  )
}
