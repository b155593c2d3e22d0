import { Box, Paper, Typography } from '@mui/material'
import { BarChart } from '@mui/x-charts/BarChart'
import { LineChart } from '@mui/x-charts/LineChart'
import type { ReactNode } from 'react'
import { language } from '../../shared/i18n'
import { useWords } from '../words'
import { passRate, type Week } from './weeks'

/** Attempts and pass rates over the weeks. */
export function Charts({ weeks }: { weeks: Week[] }) {
  const t = useWords()
  const locale = language((state) => state.locale)
  const names = weeks.map(({ from }) => from.toLocaleDateString(locale, { day: 'numeric', month: 'short' }))
  const rates = weeks.map(passRate)
  const series = (
    [
      ['passed', 'success.main'],
      ['failed', 'error.main'],
      ['scored', 'primary.main'],
      ['unscored', 'text.disabled'],
    ] as const
  )
    .map(([key, color]) => ({ key, color: `var(--mui-palette-${color.replace('.', '-')})` }))
    .filter(({ key }) => weeks.some((week) => week[key] > 0))
    .map(({ key, color }) => ({ label: t(`home.${key}`), color, stack: 'all', data: weeks.map((week) => week[key]) }))
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
      }}
    >
      <Chart title={t('home.weeks')} about={t('home.weeksAbout')}>
        <BarChart height={260} xAxis={[{ data: names, scaleType: 'band' }]} yAxis={[WHOLE]} series={series} />
      </Chart>
      <Chart title={t('home.passRate')} about={t('home.passRateAbout')}>
        {rates.some((rate) => rate !== null) ? (
          <LineChart
            height={260}
            xAxis={[{ data: names, scaleType: 'point' }]}
            yAxis={[{ min: 0, max: 100, width: 56, valueFormatter: (value: number) => `${value} %` }]}
            series={[{ data: rates, connectNulls: true, valueFormatter: (value) => `${value ?? '–'} %` }]}
          />
        ) : (
          <Typography>{t('home.noRate')}</Typography>
        )}
      </Chart>
    </Box>
  )
}

const WHOLE = { tickMinStep: 1 }

function Chart({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <Paper variant="outlined" component="section" aria-label={title} sx={{ p: 2 }}>
      <Typography variant="h2">{title}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {about}
      </Typography>
      {children}
    </Paper>
  )
}
