import { Alert, Button, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { answered, api } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { useWords } from '../words'
import { Called } from './Called'
import { Charts, type Window, WindowChoice } from './Charts'
import { Objectives } from './Objectives'

/** How the service does: what is promised and kept, its figures over time, and where requests go. */
export function Service() {
  const t = useWords()
  const { time } = useFormats()
  const [window, setWindow] = useState<Window>('1h')
  const levels = useQuery({
    queryKey: ['service-levels'],
    queryFn: () => answered(api.GET('/v1/platform/service-levels')),
  })
  const metrics = useQuery({
    queryKey: ['service-metrics', window],
    queryFn: () => answered(api.GET('/v1/platform/service-metrics', { params: { query: { window } } })),
    placeholderData: (before) => before,
  })
  if (levels.error) return <Failure problem={levels.error} again={levels.refetch} />
  if (metrics.error) return <Failure problem={metrics.error} again={metrics.refetch} />
  if (!levels.data || !metrics.data) return <Loading />
  const { measuredTo } = levels.data
  return (
    <Stack spacing={3}>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1} sx={{ alignItems: { xs: 'start', sm: 'center' } }}>
        <Typography sx={{ color: 'text.secondary', flexGrow: 1 }}>
          {measuredTo ? t('service.about', { at: time(measuredTo) }) : t('service.unmeasured')}
        </Typography>
        <Button
          variant="outlined"
          loading={levels.isFetching || metrics.isFetching}
          onClick={() => void Promise.all([levels.refetch(), metrics.refetch()])}
        >
          {t('service.refresh')}
        </Button>
      </Stack>
      <OpenAlerts />
      <Objectives levels={levels.data} />
      <Stack spacing={2} component="section" aria-label={t('metrics.title')}>
        <Stack direction="row" useFlexGap spacing={2} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <Typography variant="h2" sx={{ flexGrow: 1 }}>
            {t('metrics.title')}
          </Typography>
          <WindowChoice window={window} choose={setWindow} />
        </Stack>
        <Charts points={metrics.data.points} window={metrics.data.window} />
      </Stack>
      <Called metrics={metrics.data} />
    </Stack>
  )
}

function OpenAlerts() {
  const t = useWords()
  const alerts = useQuery({
    queryKey: ['service-alerts'],
    queryFn: () => answered(api.GET('/v1/platform/alerts')),
  })
  const count = alerts.data?.alerts.filter(({ status }) => status !== 'resolved').length ?? 0
  if (count === 0) return null
  return (
    <Alert
      severity="error"
      action={
        <Button color="inherit" size="small" component={Link} to="/platform/alerts">
          {t('alerts.see')}
        </Button>
      }
    >
      {count === 1 ? t('alerts.count.one') : t('alerts.count.many', { count })}
    </Alert>
  )
}
