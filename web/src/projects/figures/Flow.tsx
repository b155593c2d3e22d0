import { Stack, Typography } from '@mui/material'
import { BarChart } from '@mui/x-charts/BarChart'
import { LineChart } from '@mui/x-charts/LineChart'
import { useQuery } from '@tanstack/react-query'
import { answered, api } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { useInside } from '../data'
import { dayText } from '../days'
import { Figure } from '../Figure'
import { Section } from '../Section'
import { useWords } from '../words'

const HEIGHT = 280
const SHORT: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' }

/** How work goes through the project: what lay where, what was done, and how long it took. */
export function Flow() {
  const t = useWords()
  const locale = language((state) => state.locale)
  const projectId = useInside().project.id
  const params = { path: { projectId } }
  const flow = useQuery({
    queryKey: ['project', projectId, 'flow'],
    queryFn: async () => {
      const [metrics, cumulative, burnUp, trends] = await Promise.all([
        answered(api.GET('/v1/projects/{projectId}/metrics', { params })),
        answered(api.GET('/v1/projects/{projectId}/cumulative-flow', { params })),
        answered(api.GET('/v1/projects/{projectId}/burn-up', { params })),
        answered(
          api.GET('/v1/projects/{projectId}/completion-trends', { params: { ...params, query: { by: 'week' } } }),
        ),
      ])
      return { metrics, cumulative: cumulative.days, burnUp: burnUp.days, periods: trends.periods }
    },
  })
  if (flow.error) return <Failure problem={flow.error} again={flow.refetch} />
  if (!flow.data) return <Loading />
  const { metrics, cumulative, burnUp, periods } = flow.data
  const days = (all: { day: string }[]) => [
    { data: all.map(({ day }) => dayText(day, locale, SHORT)), scaleType: 'point' as const },
  ]
  const weeks = periods.map(({ since }) => dayText(since, locale, SHORT))
  const hours = (value: number | null) => (value === null ? '–' : t('hours', { hours: Math.round(value * 10) / 10 }))
  const area = { area: true, stack: 'all', showMark: false, curve: 'linear' as const }
  const line = { showMark: false, curve: 'linear' as const }
  return (
    <Stack spacing={2}>
      <Section title={t('flow.today')}>
        <Stack direction="row" spacing={4} useFlexGap sx={{ flexWrap: 'wrap' }}>
          <Figure name={t('stage.to_do')} value={metrics.toDo} />
          <Figure name={t('stage.under_way')} value={metrics.underWay} />
          <Figure name={t('stage.done')} value={metrics.done} />
          <Figure name={t('flow.perWeek')} value={Math.round(metrics.completedPerWeek * 10) / 10} />
          <Figure name={t('flow.cycle')} value={hours(metrics.cycle.p50Hours)} />
          <Figure name={t('flow.lead')} value={hours(metrics.lead.p50Hours)} />
          {metrics.onTimePercent !== null && (
            <Figure name={t('flow.onTime')} value={`${Math.round(metrics.onTimePercent)} %`} />
          )}
        </Stack>
      </Section>
      <Section title={t('flow.cumulative')}>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('flow.cumulativeText')}
        </Typography>
        <LineChart
          height={HEIGHT}
          skipAnimation
          xAxis={days(cumulative)}
          series={[
            { ...area, data: cumulative.map(({ done }) => done), label: t('stage.done'), color: '#2e7d32' },
            {
              ...area,
              data: cumulative.map(({ underWay }) => underWay),
              label: t('stage.under_way'),
              color: '#0288d1',
            },
            { ...area, data: cumulative.map(({ toDo }) => toDo), label: t('stage.to_do'), color: '#8a8f9c' },
          ]}
        />
      </Section>
      <Section title={t('flow.burnUp')}>
        <LineChart
          height={HEIGHT}
          skipAnimation
          xAxis={days(burnUp)}
          series={[
            { ...line, data: burnUp.map(({ scope }) => scope), label: t('flow.scope') },
            { ...line, data: burnUp.map(({ done }) => done), label: t('stage.done') },
          ]}
        />
      </Section>
      <Section title={t('flow.throughput')}>
        <BarChart
          height={HEIGHT}
          skipAnimation
          xAxis={[{ data: weeks, scaleType: 'band' }]}
          series={[
            { data: periods.map(({ created }) => created), label: t('flow.created') },
            { data: periods.map(({ completed }) => completed), label: t('stage.done') },
          ]}
        />
      </Section>
      <Section title={t('flow.times')}>
        <LineChart
          height={HEIGHT}
          skipAnimation
          xAxis={[{ data: weeks, scaleType: 'point' }]}
          series={[
            { data: periods.map(({ cycleP50Hours }) => cycleP50Hours), label: t('flow.cycle'), curve: 'linear' },
            { data: periods.map(({ leadP50Hours }) => leadP50Hours), label: t('flow.lead'), curve: 'linear' },
          ]}
        />
      </Section>
    </Stack>
  )
}
