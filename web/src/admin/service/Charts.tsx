import { Box, Paper, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material'
import { BarChart } from '@mui/x-charts/BarChart'
import { LineChart } from '@mui/x-charts/LineChart'
import type { ReactNode } from 'react'
import type { Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { language } from '../../shared/i18n'
import { Empty } from '../../shared/layout/Empty'
import { useWords } from '../words'

export type Window = Schemas['Window']
type Point = Schemas['MetricPoint']

const WINDOWS: Window[] = ['1h', '6h', '30d']
const HEIGHT = 220
const WIDTH = 64
const colour = (name: string) => `var(--mui-palette-${name}-main)`

export function WindowChoice({ window, choose }: { window: Window; choose: (window: Window) => void }) {
  const t = useWords()
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={t('metrics.window')}
      value={window}
      onChange={(_, chosen: Window | null) => chosen && choose(chosen)}
    >
      {WINDOWS.map((each) => (
        <ToggleButton key={each} value={each} sx={{ textTransform: 'none' }}>
          {t(`metrics.${each}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}

/** The service's figures as charts: requests, failures, durations, the database, programs and users. */
export function Charts({ points, window }: { points: Point[]; window: Window }) {
  const t = useWords()
  const { percent, milliseconds, number } = useFormats()
  const names = useMoments(points, window)
  if (points.length === 0) return <Empty title={t('metrics.none')} text={t('metrics.noneText')} />
  const xAxis = [{ data: names, scaleType: 'point' as const, height: 28 }]
  const line = { showMark: points.length < 3, curve: 'linear' as const, connectNulls: false }
  const told = (write: (value: number) => string) => (value: number | null) => (value === null ? '–' : write(value))
  const millis = [{ min: 0, width: WIDTH, valueFormatter: milliseconds }]
  const whole = [{ min: 0, width: WIDTH, tickMinStep: 1, valueFormatter: (value: number) => number(value) }]
  const spread = (of: (point: Point) => Schemas['Spread']) =>
    (
      [
        ['p50', 'half', 'success'],
        ['p95', 'p95', 'warning'],
        ['p99', 'p99', 'error'],
      ] as const
    ).map(([key, word, name]) => ({
      ...line,
      label: t('metrics.within', { share: t(`metrics.${word}`) }),
      color: colour(name),
      data: points.map((each) => of(each)[key]),
      valueFormatter: told(milliseconds),
    }))
  return (
    <Box
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' } }}
    >
      <Chart title={t('metrics.requests')}>
        <BarChart
          height={HEIGHT}
          skipAnimation
          xAxis={[{ data: names, scaleType: 'band', height: 28 }]}
          yAxis={whole}
          series={[
            {
              label: t('metrics.answered'),
              stack: 'all',
              color: colour('primary'),
              data: points.map(({ requests, errors }) => requests - errors),
            },
            {
              label: t('metrics.failed'),
              stack: 'all',
              color: colour('error'),
              data: points.map(({ errors }) => errors),
            },
          ]}
        />
      </Chart>
      <Chart title={t('metrics.errorShare')}>
        <LineChart
          height={HEIGHT}
          skipAnimation
          xAxis={xAxis}
          yAxis={[{ min: 0, max: highest(points), width: WIDTH, valueFormatter: (value: number) => percent(value, 1) }]}
          series={[
            {
              ...line,
              area: true,
              label: t('metrics.failed'),
              color: colour('error'),
              data: points.map(({ requests, errors }) => (requests ? errors / requests : null)),
              valueFormatter: told((value) => percent(value, 2)),
            },
          ]}
        />
      </Chart>
      <Chart title={t('metrics.latency')} about={t('metrics.latencyText')}>
        <LineChart
          height={HEIGHT}
          skipAnimation
          xAxis={xAxis}
          yAxis={millis}
          series={spread(({ latency }) => latency)}
        />
      </Chart>
      <Chart title={t('metrics.database')}>
        <LineChart
          height={HEIGHT}
          skipAnimation
          hideLegend
          xAxis={xAxis}
          yAxis={millis}
          series={[
            {
              ...line,
              label: t('metrics.database'),
              color: colour('primary'),
              data: points.map(({ databaseMeanMs }) => databaseMeanMs),
              valueFormatter: told(milliseconds),
            },
          ]}
        />
      </Chart>
      <Chart title={t('metrics.execution')} about={t('metrics.executionText')}>
        <LineChart
          height={HEIGHT}
          skipAnimation
          xAxis={xAxis}
          yAxis={millis}
          series={spread(({ execution }) => execution)}
        />
      </Chart>
      <Chart title={t('metrics.active')} about={t('metrics.activeText')}>
        <LineChart
          height={HEIGHT}
          skipAnimation
          hideLegend
          xAxis={xAxis}
          yAxis={whole}
          series={[
            {
              ...line,
              area: true,
              label: t('metrics.active'),
              color: colour('primary'),
              data: points.map(({ active }) => active),
            },
          ]}
        />
      </Chart>
    </Box>
  )
}

function Chart({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  return (
    <Paper variant="outlined" component="section" aria-label={title} sx={{ p: 2, minWidth: 0 }}>
      <Typography variant="h3">{title}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', minHeight: 20 }}>
        {about}
      </Typography>
      {children}
    </Paper>
  )
}

/** Return the top of the axis of failures: at least 5 %, from where on an alert fires. */
const highest = (points: Point[]) =>
  Math.max(0.05, ...points.map(({ requests, errors }) => (requests ? errors / requests : 0)))

function useMoments(points: Point[], window: Window): string[] {
  const locale = language((state) => state.locale)
  const style: Intl.DateTimeFormatOptions =
    window === '30d' ? { day: 'numeric', month: 'short', timeZone: 'UTC' } : { hour: '2-digit', minute: '2-digit' }
  return points.map(({ at }) => new Date(at).toLocaleString(locale, style))
}
