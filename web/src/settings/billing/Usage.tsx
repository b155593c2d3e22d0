import {
  Box,
  LinearProgress,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { answered, api, type Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { language } from '../../shared/i18n'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { Page } from '../../shared/layout/Page'
import { useWords } from '../words'
import { amountOf, monthName } from './amounts'
import { Invoices, Payments } from './Invoices'
import { Plans } from './Plans'
import { BillingBanner, Subscription } from './Subscription'
import { useBilling } from './useBilling'

/** The plan, what is used of it, what others include, and for those who manage it the subscription and its invoices. */
export function Usage() {
  const t = useWords()
  const [search] = useSearchParams()
  const billing = useBilling(search.get('checkout') === 'done')
  const usage = useQuery({
    queryKey: ['usage', 'quotas', billing.data?.subscribed],
    queryFn: () => answered(api.GET('/v1/usage')),
    placeholderData: (before) => before,
  })
  const history = useQuery({
    queryKey: ['usage', 'analytics'],
    queryFn: () => answered(api.GET('/v1/usage/analytics')),
  })
  const plans = useQuery({ queryKey: ['plans'], queryFn: () => answered(api.GET('/v1/plans')) })
  if (usage.error) return <Failure problem={usage.error} again={usage.refetch} />
  if (!usage.data || billing.isLoading) return <Loading />
  return (
    <Page title={t('usage.title')} about={t('usage.plan', { plan: t(`plan.${usage.data.plan}`) })}>
      {billing.error && <Failure problem={billing.error} again={billing.refetch} />}
      {billing.data && <BillingBanner billing={billing.data} />}
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))', gap: 2 }}>
        {usage.data.quotas.map((each) => (
          <Quota key={each.quota} quota={each} />
        ))}
      </Box>
      {billing.data && <Subscription billing={billing.data} />}
      {plans.data && <Plans plans={plans.data.plans} current={usage.data.plan} billing={billing.data} />}
      {history.data && history.data.months.length > 0 && <Months months={history.data.months} />}
      {billing.data?.configured && <Invoices />}
      {billing.data && <Payments />}
    </Page>
  )
}

function Quota({ quota }: { quota: Schemas['QuotaView'] }) {
  const t = useWords()
  const { date } = useFormats()
  const locale = language((state) => state.locale)
  const share = quota.limit ? quota.used / quota.limit : 1
  const values = { used: amountOf(quota.quota, quota.used, locale), limit: amountOf(quota.quota, quota.limit, locale) }
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Stack spacing={1}>
        <Typography variant="h2" sx={{ fontSize: '1rem', '&::first-letter': { textTransform: 'uppercase' } }}>
          {t(`quota.${quota.quota}`)}
        </Typography>
        <Typography>{t('usage.of', values)}</Typography>
        <LinearProgress
          variant="determinate"
          aria-label={t(`quota.${quota.quota}`)}
          color={share >= 1 ? 'error' : share >= 0.8 ? 'warning' : 'primary'}
          value={Math.min(100, share * 100)}
        />
        {quota.resetsAt && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('usage.resets', { date: date(quota.resetsAt) })}
          </Typography>
        )}
      </Stack>
    </Paper>
  )
}

function Months({ months }: { months: Schemas['MonthOfUsage'][] }) {
  const t = useWords()
  const locale = language((state) => state.locale)
  return (
    <Paper variant="outlined">
      <Table size="small" aria-label={t('usage.months')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('usage.month')}</TableCell>
            <TableCell align="right">{t('quota.assessments')}</TableCell>
            <TableCell align="right">{t('quota.execution_seconds')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {months.map((each) => (
            <TableRow key={each.month}>
              <TableCell component="th" scope="row">
                {monthName(each.month, locale)}
              </TableCell>
              <TableCell align="right">{amountOf('assessments', each.assessments, locale)}</TableCell>
              <TableCell align="right">{amountOf('execution_seconds', each.executionSeconds, locale)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Paper>
  )
}
