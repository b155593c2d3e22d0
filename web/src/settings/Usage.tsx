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
import { answered, api, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { language } from '../shared/i18n'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { amountOf } from './amounts'
import { useWords } from './words'

/** The plan, how much of each quota is used, and what was used month by month. */
export function Usage() {
  const t = useWords()
  const usage = useQuery({ queryKey: ['usage'], queryFn: () => answered(api.GET('/v1/usage')) })
  const history = useQuery({
    queryKey: ['usage', 'analytics'],
    queryFn: () => answered(api.GET('/v1/usage/analytics')),
  })
  const plans = useQuery({ queryKey: ['plans'], queryFn: () => answered(api.GET('/v1/plans')) })
  if (usage.error) return <Failure problem={usage.error} again={usage.refetch} />
  if (!usage.data) return <Loading />
  return (
    <Page title={t('usage.title')} about={t('usage.plan', { plan: t(`plan.${usage.data.plan}`) })}>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))', gap: 2 }}>
        {usage.data.quotas.map((each) => (
          <Quota key={each.quota} quota={each} />
        ))}
      </Box>
      {history.data && history.data.months.length > 0 && <Months months={history.data.months} />}
      {plans.data && <Plans plans={plans.data.plans} current={usage.data.plan} />}
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
                {each.month}
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

function Plans({ plans, current }: { plans: Schemas['Plan'][]; current: Schemas['PlanName'] }) {
  const t = useWords()
  const locale = language((state) => state.locale)
  return (
    <Stack spacing={1} component="section" aria-label={t('usage.plans')}>
      <Typography variant="h2">{t('usage.plans')}</Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', gap: 2 }}>
        {plans.map((each) => (
          <Paper
            key={each.name}
            variant="outlined"
            aria-current={each.name === current}
            sx={{ p: 2, ...(each.name === current && { borderColor: 'primary.main', borderWidth: 2 }) }}
          >
            <Typography variant="h3">{t(`plan.${each.name}`)}</Typography>
            <Typography variant="body2">{`${amountOf('members', each.members, locale)} ${t('quota.members')}`}</Typography>
            <Typography variant="body2">{`${amountOf('assessments', each.assessmentsPerMonth, locale)} ${t('quota.assessments')}`}</Typography>
            <Typography variant="body2">{`${amountOf('execution_seconds', each.executionSecondsPerMonth, locale)} ${t('quota.execution_seconds')}`}</Typography>
            <Typography variant="body2">{`${amountOf('storage_bytes', each.storageBytes, locale)} ${t('quota.storage_bytes')}`}</Typography>
          </Paper>
        ))}
      </Box>
      <Typography sx={{ color: 'text.secondary' }}>{t('usage.change')}</Typography>
    </Stack>
  )
}
