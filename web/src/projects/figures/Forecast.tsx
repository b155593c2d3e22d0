import { Button, Stack, Typography } from '@mui/material'
import { BarChart } from '@mui/x-charts/BarChart'
import { LineChart } from '@mui/x-charts/LineChart'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMay } from '../../shared/access'
import { answered, api } from '../../shared/api/client'
import { Problem } from '../../shared/api/problem'
import { language } from '../../shared/i18n'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { useDates } from '../calendar'
import { useAllTasks, useInside } from '../data'
import { DAY_MS, momentText } from '../days'
import { Figure } from '../Figure'
import { Section } from '../Section'
import { useWords } from '../words'
import { Calibration } from './Calibration'

/** So many tasks are shown that decide the end most often. */
const SHOWN = 12

/** When the project will be done, and which tasks decide that. */
export function Forecast() {
  const t = useWords()
  const mayPlan = useMay()('projects:update')
  const locale = language((state) => state.locale)
  const dates = useDates()
  const queries = useQueryClient()
  const projectId = useInside().project.id
  const params = { path: { projectId } }
  const key = ['project', projectId, 'forecast']
  const tasks = useAllTasks(projectId)
  const forecast = useQuery({
    queryKey: key,
    queryFn: async () => {
      try {
        return await answered(api.GET('/v1/projects/{projectId}/forecast', { params }))
      } catch (problem) {
        if (problem instanceof Problem && problem.status === 404) return null
        throw problem
      }
    },
  })
  const make = useMutation({
    mutationFn: () => answered(api.POST('/v1/projects/{projectId}/forecast', { params, body: {} })),
    onSuccess: (made) => queries.setQueryData(key, made),
  })
  if (forecast.error) return <Failure problem={forecast.error} again={forecast.refetch} />
  if (forecast.data === undefined) return <Loading />
  const button = mayPlan && (
    <Button variant="contained" disabled={make.isPending} onClick={() => make.mutate()}>
      {t('forecast.make')}
    </Button>
  )
  const found = forecast.data
  if (!found) return <Empty title={t('forecast.none')} text={t('forecast.noneText')} action={button} />
  const isShort = Date.parse(found.p95At) - Date.parse(found.p50At) < 3 * DAY_MS
  const written = isShort ? dates.moment : dates.date
  const titles = new Map(tasks.data?.map(({ id, title }) => [id, title]))
  const deciding = [...found.criticality].sort((one, other) => other.percent - one.percent).slice(0, SHOWN)
  return (
    <Stack spacing={2}>
      <Section title={t('forecast.title')} action={button}>
        <Stack direction="row" spacing={4} useFlexGap sx={{ flexWrap: 'wrap' }}>
          <Figure name="P50" value={dates.date(found.p50At)} />
          <Figure name="P80" value={dates.date(found.p80At)} />
          <Figure name="P95" value={dates.date(found.p95At)} />
          <Figure name={t('forecast.remaining')} value={found.remaining} />
          {found.onTimePercent !== null && (
            <Figure name={t('forecast.onTime')} value={`${Math.round(found.onTimePercent)} %`} />
          )}
        </Stack>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t(`forecast.${found.method}`, { samples: found.samples, days: found.historyDays })}{' '}
          {t('forecast.madeAt', { when: momentText(found.createdAt, locale) })}
        </Typography>
        <LineChart
          height={260}
          skipAnimation
          xAxis={[
            {
              data: [found.p50At, found.p80At, found.p95At].map((moment) => new Date(moment)),
              scaleType: 'time',
              tickNumber: 4,
              valueFormatter: (moment: Date) => written(moment.toISOString()),
            },
          ]}
          yAxis={[{ min: 0, max: 100 }]}
          series={[{ data: [50, 80, 95], label: t('forecast.done'), showMark: true, curve: 'linear' }]}
        />
      </Section>
      {deciding.length > 0 && (
        <Section title={t('forecast.criticality')}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('forecast.criticalityText')}
          </Typography>
          <BarChart
            height={60 + deciding.length * 34}
            layout="horizontal"
            skipAnimation
            yAxis={[{ data: deciding.map(({ taskId }) => titles.get(taskId) ?? '–'), scaleType: 'band', width: 160 }]}
            xAxis={[{ min: 0, max: 100 }]}
            series={[{ data: deciding.map(({ percent }) => percent), label: t('forecast.percent') }]}
          />
        </Section>
      )}
      <Calibration />
    </Stack>
  )
}
