import {
  Box,
  Button,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material'
import { BarChart } from '@mui/x-charts/BarChart'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { answered, api } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { useFormats } from '../shared/format'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { useOperation } from '../shared/operation'
import { CutScore } from './CutScore'
import { FeedbackList } from './FeedbackList'
import { lengthOf } from './times'
import { useWords } from './words'

const STEPS = ['invited', 'started', 'submitted', 'finished', 'scored'] as const

/** An assessment in numbers: how far candidates came, what they scored, and how its questions work. */
export function Statistics({ assessmentId }: { assessmentId: string }) {
  const t = useWords()
  const { percent } = useFormats()
  const { data, error, refetch } = useQuery({
    queryKey: ['analytics', assessmentId],
    queryFn: () =>
      answered(api.GET('/v1/assessments/{assessmentId}/analytics', { params: { path: { assessmentId } } })),
  })
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  const percents = data.scores.map((_, index) => `${index * 5}`)
  const tenths = data.times.map((_, index) => `${index * 10}–${index * 10 + 10}`)
  return (
    <Stack spacing={3}>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))' }}>
        <Figure
          name={t('statistics.meanScore')}
          value={data.meanScorePercent && percent(Number(data.meanScorePercent) / 100, 1)}
        />
        <Figure
          name={t('statistics.completion')}
          value={data.completionPercent && percent(Number(data.completionPercent) / 100, 1)}
        />
        <Figure
          name={t('statistics.meanTime')}
          value={data.meanSeconds === null ? null : lengthOf(data.meanSeconds * 1000)}
        />
        <Figure
          name={t('statistics.rating')}
          value={data.meanRating && t('statistics.stars', { stars: data.meanRating })}
        />
      </Box>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: '1fr 1fr' } }}>
        <Chart
          title={t('statistics.funnel')}
          labels={STEPS.map((each) => t(`statistics.${each}`))}
          values={STEPS.map((each) => data.funnel[each])}
        />
        <Chart title={t('statistics.scores')} labels={percents} values={data.scores} unit={t('statistics.percent')} />
        <Chart title={t('statistics.times')} labels={tenths} values={data.times} unit={t('statistics.ofTime')} />
        {data.feedback > 0 && (
          <Chart title={t('statistics.ratings')} labels={['1', '2', '3', '4', '5']} values={data.ratings} />
        )}
      </Box>
      {data.funnel.scored > 0 && <CutScore assessmentId={assessmentId} />}
      <Items assessmentId={assessmentId} />
      {data.feedback > 0 && <FeedbackList assessmentId={assessmentId} />}
    </Stack>
  )
}

function Figure({ name, value }: { name: string; value: ReactNode }) {
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {name}
      </Typography>
      <Typography sx={{ fontSize: '1.5rem', fontWeight: 650 }}>{value ?? '–'}</Typography>
    </Paper>
  )
}

function Chart({ title, labels, values, unit }: { title: string; labels: string[]; values: number[]; unit?: string }) {
  const said = labels.map((label, index) => `${label}: ${values[index] ?? 0}`).join('; ')
  return (
    <Paper variant="outlined" component="figure" sx={{ p: 2, m: 0, minWidth: 0 }}>
      <Typography component="figcaption" variant="h3" gutterBottom>
        {title}
      </Typography>
      <Box role="img" aria-label={`${title}. ${said}`}>
        <Box aria-hidden>
          <BarChart
            height={220}
            skipAnimation
            disableKeyboardNavigation
            xAxis={[{ data: labels, scaleType: 'band', ...(unit ? { label: unit } : {}) }]}
            yAxis={[{ tickMinStep: 1, width: 32 }]}
            series={[{ data: values, color: 'var(--mui-palette-primary-main)' }]}
          />
        </Box>
      </Box>
    </Paper>
  )
}

function Items({ assessmentId }: { assessmentId: string }) {
  const t = useWords()
  const queries = useQueryClient()
  const [operationId, setOperationId] = useState('')
  const params = { path: { assessmentId } }
  const items = useQuery({
    queryKey: ['items', assessmentId],
    queryFn: () =>
      answered(api.GET('/v1/assessments/{assessmentId}/item-statistics', { params })).catch((problem: unknown) => {
        if (problem instanceof Problem && problem.status === 404) return null
        throw problem
      }),
  })
  const analyze = useMutation({
    mutationFn: () => answered(api.POST('/v1/assessments/{assessmentId}/item-statistics', { params })),
    onSuccess: ({ id }) => setOperationId(id),
  })
  const { data: operation } = useOperation(operationId)
  const over = operation?.finishedAt != null
  useEffect(() => {
    if (over) queries.invalidateQueries({ queryKey: ['items', assessmentId] })
  }, [over, assessmentId, queries])
  return (
    <Stack spacing={1.5} component="section" aria-label={t('items.title')}>
      <Stack direction="row" sx={{ gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h2">{t('items.title')}</Typography>
        <Button loading={analyze.isPending || (operationId !== '' && !over)} onClick={() => analyze.mutate()}>
          {t('items.analyze')}
        </Button>
      </Stack>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('items.text')}
      </Typography>
      {items.data && (
        <TableContainer component={Paper} variant="outlined" tabIndex={0} aria-label={t('items.title')}>
          <Table size="small" aria-label={t('items.title')}>
            <TableHead>
              <TableRow>
                <TableCell>{t('items.question')}</TableCell>
                <TableCell align="right">{t('items.asked')}</TableCell>
                <TableCell align="right">{t('items.difficulty')}</TableCell>
                <TableCell align="right">{t('items.discrimination')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {items.data.items.map((each) => (
                <TableRow key={each.questionId}>
                  <TableCell component="th" scope="row">
                    {each.title}
                  </TableCell>
                  <TableCell align="right">{each.asked}</TableCell>
                  <TableCell align="right">
                    {each.difficulty === null ? '–' : `${Math.round(each.difficulty * 100)} %`}
                  </TableCell>
                  <TableCell align="right">{each.pointBiserial?.toFixed(2) ?? '–'}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
    </Stack>
  )
}
