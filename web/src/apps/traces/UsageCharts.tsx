import { Box, Paper, Typography } from '@mui/material'
import { BarChart } from '@mui/x-charts/BarChart'
import type { Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { useWords } from '../words'
import type { By } from './Usage'

const MOST = { day: 31, model: 10, user: 10 }
const PRIMARY = 'var(--mui-palette-primary-main)'
const SECOND = 'var(--mui-palette-warning-main)'
const THIRD = 'var(--mui-palette-error-main)'

interface Props {
  by: By
  lines: Schemas['UsageLine'][]
  called: (name: string) => string
}

/** Costs, tokens and latencies side by side; the table below says the same in figures. */
export function UsageCharts({ by, lines, called }: Props) {
  const t = useWords()
  const { dollars, number, milliseconds } = useFormats()
  const charted = by === 'day' ? lines.slice(-MOST.day) : lines.slice(0, MOST[by])
  const amounts = (told: (value: number) => string) => [{ width: 64, valueFormatter: told }]
  const xAxis = [{ data: charted.map(({ name }) => called(name)), scaleType: 'band' as const }]
  const count = (value: number | null) => number(value ?? 0)
  const took = (value: number | null) => (value === null ? '–' : milliseconds(value))
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))' }}>
      {charted.some(({ cost }) => cost > 0) && (
        <Chart title={t('traces.cost')}>
          <BarChart
            hideLegend
            height={220}
            xAxis={xAxis}
            yAxis={amounts(dollars)}
            series={[
              {
                data: charted.map(({ cost }) => cost),
                label: t('traces.cost'),
                color: PRIMARY,
                valueFormatter: (value) => dollars(value ?? 0),
              },
            ]}
          />
        </Chart>
      )}
      <Chart title={t('traces.tokens')}>
        <BarChart
          height={220}
          xAxis={xAxis}
          yAxis={amounts((value) => number(value))}
          series={[
            {
              data: charted.map(({ inputTokens }) => inputTokens),
              label: t('span.input'),
              stack: 'tokens',
              color: PRIMARY,
              valueFormatter: count,
            },
            {
              data: charted.map(({ outputTokens }) => outputTokens),
              label: t('span.output'),
              stack: 'tokens',
              color: SECOND,
              valueFormatter: count,
            },
          ]}
        />
      </Chart>
      <Chart title={t('usage.latency')}>
        <BarChart
          height={220}
          xAxis={xAxis}
          yAxis={amounts(milliseconds)}
          series={[
            { data: charted.map(({ p50Ms }) => p50Ms), label: t('usage.p50'), color: PRIMARY, valueFormatter: took },
            { data: charted.map(({ p95Ms }) => p95Ms), label: t('usage.p95'), color: SECOND, valueFormatter: took },
            { data: charted.map(({ p99Ms }) => p99Ms), label: t('usage.p99'), color: THIRD, valueFormatter: took },
          ]}
        />
      </Chart>
    </Box>
  )
}

function Chart({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Paper variant="outlined" sx={{ p: 2, minWidth: 0 }}>
      <Typography variant="h3" component="h2" gutterBottom>
        {title}
      </Typography>
      {children}
    </Paper>
  )
}
