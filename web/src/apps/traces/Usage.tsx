import { Alert, Box, Link, Paper, Stack, TextField, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { answered, api, type Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { type App, AppPart } from '../AppPart'
import { useWords } from '../words'
import { UsageCharts } from './UsageCharts'
import { UsageTable } from './UsageTable'

export type By = 'day' | 'model' | 'user'

const BYS: By[] = ['day', 'model', 'user']

/** What an app used: tokens, costs and latency, by day, model or user. */
export function Usage() {
  return <AppPart part="/usage">{(app) => <Used key={app.id} app={app} />}</AppPart>
}

function Used({ app }: { app: App }) {
  const t = useWords()
  const { date } = useFormats()
  const [by, setBy] = useState<By>('day')
  const [days, setDays] = useState({ since: '', until: '' })
  const { since, until } = days
  const backwards = Boolean(since && until && since > until)
  const { data, error, refetch } = useQuery({
    queryKey: ['app-usage', app.id, by, days],
    queryFn: () =>
      answered(
        api.GET('/v1/apps/{appId}/usage', {
          params: { path: { appId: app.id }, query: { by, since: since || null, until: until || null } },
        }),
      ),
    enabled: !backwards,
    placeholderData: keepPreviousData,
  })
  const called = (name: string) => (by === 'day' ? date(`${name}T00:00:00`) : name || t('usage.unnamed'))
  const linked = (line: Schemas['UsageLine']) =>
    by === 'day' || !line.name ? (
      called(line.name)
    ) : (
      <Link component={RouterLink} to={`/apps/${app.id}?${by}=${encodeURIComponent(line.name)}`}>
        {line.name}
      </Link>
    )
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label={t('usage.by')}
          value={by}
          onChange={(_, value: By | null) => value && setBy(value)}
        >
          {BYS.map((each) => (
            <ToggleButton key={each} value={each}>
              {t(`usage.${each}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {(['since', 'until'] as const).map((name) => (
          <TextField
            key={name}
            size="small"
            type="date"
            label={t(`usage.${name}`)}
            value={days[name]}
            error={backwards}
            onChange={(event) => setDays({ ...days, [name]: event.target.value })}
            slotProps={{ inputLabel: { shrink: true } }}
          />
        ))}
      </Box>
      {error ? (
        <Failure problem={error} again={refetch} />
      ) : !data ? (
        <Loading />
      ) : data.lines.length === 0 ? (
        <Empty title={t('usage.none')} text={t('usage.noneText')} />
      ) : (
        <Stack spacing={2}>
          <Figures total={data.total} />
          {!data.complete && <Alert severity="info">{t('usage.incomplete')}</Alert>}
          <UsageCharts by={by} lines={data.lines} called={called} />
          <UsageTable by={by} lines={data.lines} named={linked} />
        </Stack>
      )}
    </>
  )
}

function Figures({ total }: { total: Schemas['UsageLine'] }) {
  const t = useWords()
  const { number, dollars, milliseconds } = useFormats()
  const took = (value: number | null) => (value === null ? '–' : milliseconds(value))
  const figures = [
    [t('app.traces'), number(total.traces)],
    [t('usage.failed'), number(total.failedTraces)],
    [t('traces.tokens'), number(total.inputTokens + total.outputTokens)],
    [t('traces.cost'), dollars(total.cost)],
    [t('usage.p50'), took(total.p50Ms)],
    [t('usage.p95'), took(total.p95Ms)],
    [t('usage.p99'), took(total.p99Ms)],
  ]
  return (
    <Box
      component="dl"
      sx={{ m: 0, display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))' }}
    >
      {figures.map(([name, value]) => (
        <Paper key={name} variant="outlined" sx={{ p: 1.5 }}>
          <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
            {name}
          </Typography>
          <Typography component="dd" sx={{ m: 0, fontSize: '1.25rem', fontWeight: 650 }}>
            {value}
          </Typography>
        </Paper>
      ))}
    </Box>
  )
}
