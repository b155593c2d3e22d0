import { Alert, Button, Chip, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { useAct } from '../../shared/acts'
import { answered, api, type Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { useWords } from '../words'
import { alertWord, burning, objectiveWord, unitOf } from './levels'

type ServiceAlert = Schemas['AlertView']
type Shown = 'open' | 'all'

const COLOURS = { critical: 'error', warning: 'warning', info: 'info' } as const
const STATES = { firing: 'error', acknowledged: 'warning', resolved: 'default' } as const

/** What is the matter with the service, who looks after it, and what to do. */
export function Alerts() {
  const t = useWords()
  const [shown, setShown] = useState<Shown>('open')
  const found = useQuery({
    queryKey: ['service-alerts'],
    queryFn: () => answered(api.GET('/v1/platform/alerts')),
  })
  if (found.error) return <Failure problem={found.error} again={found.refetch} />
  if (!found.data) return <Loading />
  const alerts = found.data.alerts.filter(({ status }) => shown === 'all' || status !== 'resolved')
  return (
    <Stack spacing={2}>
      <Typography sx={{ color: 'text.secondary' }}>{t('alerts.about')}</Typography>
      <Stack direction="row" spacing={2}>
        <TextField
          select
          size="small"
          label={t('alerts.status')}
          value={shown}
          onChange={(event) => setShown(event.target.value === 'all' ? 'all' : 'open')}
          sx={{ minWidth: 160 }}
        >
          <MenuItem value="open">{t('alerts.open')}</MenuItem>
          <MenuItem value="all">{t('alerts.all')}</MenuItem>
        </TextField>
        <Button variant="outlined" loading={found.isFetching} onClick={() => void found.refetch()}>
          {t('service.refresh')}
        </Button>
      </Stack>
      {alerts.length === 0 ? (
        <Empty title={t('alerts.none')} text={t(shown === 'open' ? 'alerts.noneOpen' : 'alerts.noneText')} />
      ) : (
        <Stack spacing={2} component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
          {alerts.map((each) => (
            <li key={each.id}>
              <OneAlert alert={each} />
            </li>
          ))}
        </Stack>
      )}
    </Stack>
  )
}

function OneAlert({ alert }: { alert: ServiceAlert }) {
  const t = useWords()
  const { time } = useFormats()
  const params = { path: { alertId: alert.id } }
  const changed = ['service-alerts', 'service-levels'] as const
  const acknowledge = useAct(
    () => answered(api.POST('/v1/platform/alerts/{alertId}/acknowledge', { params })),
    ...changed,
  )
  const resolve = useAct(() => answered(api.POST('/v1/platform/alerts/{alertId}/resolve', { params })), ...changed)
  const isOpen = alert.status !== 'resolved'
  return (
    <Alert severity={isOpen ? COLOURS[alert.severity] : 'success'} sx={{ '& .MuiAlert-message': { width: '100%' } }}>
      <Stack spacing={1}>
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <strong>
            <Titled alert={alert} />
          </strong>
          <Chip size="small" variant="outlined" label={t(`severity.${alert.severity}`)} />
          <Chip size="small" color={STATES[alert.status]} label={t(`alerts.${alert.status}`)} />
        </Stack>
        <Measured alert={alert} />
        <Typography variant="body2">
          {alert.resolvedAt
            ? t('alerts.span', { from: time(alert.firedAt), until: time(alert.resolvedAt) })
            : t('alerts.since', { at: time(alert.firedAt) })}
        </Typography>
        {isOpen && alert.escalatedAt && <Typography variant="body2">{t('alerts.escalated')}</Typography>}
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
          <Button color="inherit" size="small" component={Link} to={`/platform/runbooks/${alert.runbook}`}>
            {t('alerts.runbook')}
          </Button>
          {alert.status === 'firing' && (
            <Button
              color="inherit"
              size="small"
              variant="outlined"
              loading={acknowledge.isPending}
              onClick={() => acknowledge.mutate()}
            >
              {t('alerts.acknowledge')}
            </Button>
          )}
          {isOpen && (
            <ConfirmButton
              color="inherit"
              size="small"
              question={t('alerts.resolveQuestion')}
              text={t('alerts.resolveText')}
              act={() => resolve.mutate()}
            >
              {t('alerts.resolve')}
            </ConfirmButton>
          )}
        </Stack>
      </Stack>
    </Alert>
  )
}

function Titled({ alert }: { alert: ServiceAlert }) {
  const t = useWords()
  const word = alertWord(alert.runbook)
  const objective = objectiveWord(burning(alert.key))
  return <>{word ? t(word, { objective: objective ? t(objective) : '' }) : alert.title}</>
}

/** The value and its limit; of what looks like somebody breaking in also who, as the alert itself says it. */
function Measured({ alert }: { alert: ServiceAlert }) {
  const t = useWords()
  const { number, percent } = useFormats()
  const unit = unitOf(alert)
  const told = (value: number) =>
    unit === 'share' ? percent(value, 1) : unit === 'times' ? `×${number(value, 1)}` : number(value, 1)
  return (
    <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
      {alert.service === 'security' && `${alert.title}. `}
      {t('alerts.value', { value: told(alert.value), limit: told(alert.threshold) })}
    </Typography>
  )
}
