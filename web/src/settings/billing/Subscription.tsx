import { Alert, Button, Paper, Stack, Typography } from '@mui/material'
import { useSearchParams } from 'react-router'
import type { Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import { useWords } from '../words'
import { isPaid, useSubscribing } from './useBilling'

type Billing = Schemas['BillingView']

/** What must be said before all else: that a payment is overdue, or what came of a checkout. */
export function BillingBanner({ billing }: { billing: Billing }) {
  const t = useWords()
  const { time } = useFormats()
  const [search] = useSearchParams()
  const { portal } = useSubscribing()
  const checkout = search.get('checkout')
  if (billing.graceUntil) {
    const isOver = Date.parse(billing.graceUntil) <= Date.now()
    return (
      <Alert
        severity={isOver ? 'error' : 'warning'}
        action={
          <Button
            color="inherit"
            size="small"
            sx={{ whiteSpace: 'nowrap' }}
            loading={portal.isPending}
            onClick={() => portal.mutate()}
          >
            {t('billing.pay')}
          </Button>
        }
      >
        <strong>{t('billing.overdue')}</strong>{' '}
        {t(isOver ? 'billing.lowered' : 'billing.grace', { at: time(billing.graceUntil) })}
      </Alert>
    )
  }
  if (checkout === 'done' && !billing.subscribed) return <Alert severity="info">{t('billing.bought')}</Alert>
  if (checkout === 'done') return <Alert severity="success">{t('billing.thanks')}</Alert>
  if (checkout === 'cancelled') return <Alert severity="info">{t('billing.notBought')}</Alert>
  return null
}

/** The subscription: how it stands, and what can be done about it. */
export function Subscription({ billing }: { billing: Billing }) {
  const t = useWords()
  const { date } = useFormats()
  const { portal, change, cancel } = useSubscribing()
  const { subscribed, status, periodEndsAt, cancelsAtPeriodEnd } = billing
  const end = periodEndsAt ? date(periodEndsAt) : '–'
  if (!billing.configured) {
    return (
      <Alert severity="info">
        <strong>{t('billing.notSold')}</strong> {t('billing.notSoldText')}
      </Alert>
    )
  }
  return (
    <Paper variant="outlined" component="section" aria-label={t('billing.title')} sx={{ p: { xs: 2, sm: 3 } }}>
      <Stack spacing={1.5} sx={{ alignItems: 'start' }}>
        <Typography variant="h2">{t('billing.title')}</Typography>
        <Typography>
          {subscribed ? t('billing.subscribed', { plan: t(`plan.${subscribed}`) }) : t('billing.none')}
          {status && status !== 'active' && ` ${t(`billing.${status}`)}`}
        </Typography>
        {subscribed && periodEndsAt && (
          <Typography sx={{ color: 'text.secondary' }}>
            {t(cancelsAtPeriodEnd ? 'billing.endsAt' : 'billing.renewsAt', { date: end })}
          </Typography>
        )}
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
          {status && (
            <Button variant="outlined" loading={portal.isPending} onClick={() => portal.mutate()}>
              {t('billing.portal')}
            </Button>
          )}
          {subscribed && isPaid(subscribed) && cancelsAtPeriodEnd && (
            <Button variant="contained" loading={change.isPending} onClick={() => change.mutate(subscribed)}>
              {t('billing.keep')}
            </Button>
          )}
          {subscribed && !cancelsAtPeriodEnd && (
            <ConfirmButton
              color="error"
              loading={cancel.isPending}
              question={t('billing.cancelQuestion')}
              text={t('billing.cancelText', { date: end })}
              act={() => cancel.mutate()}
            >
              {t('billing.cancel')}
            </ConfirmButton>
          )}
        </Stack>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('billing.stripe')}
        </Typography>
      </Stack>
    </Paper>
  )
}
