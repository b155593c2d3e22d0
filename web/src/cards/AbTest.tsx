import {
  Alert,
  Box,
  Button,
  Chip,
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
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { useAct } from '../shared/acts'
import { answered, api, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { Failure } from '../shared/layout/Failure'
import { ConcludeAbTest } from './ConcludeAbTest'
import type { Card } from './cards'
import { IntervalChart } from './IntervalChart'
import { PromptReport } from './PromptReport'
import { useWords } from './words'

const AGAIN = 10_000

/** A live comparison: how it stands, and what may be done about it. */
export function AbTest({ card, test }: { card: Card; test: Schemas['AbTestView'] }) {
  const t = useWords()
  const may = useMay()
  const [concluding, setConcluding] = useState(false)
  const params = { path: { abTestId: test.id } }
  const { data, error, refetch } = useQuery({
    queryKey: ['ab-test', test.id, test.status],
    queryFn: () => answered(api.GET('/v1/ab-tests/{abTestId}', { params })),
    refetchInterval: test.status === 'running' ? AGAIN : false,
  })
  const start = useAct(() => answered(api.POST('/v1/ab-tests/{abTestId}/start', { params })), 'ab-tests')
  const stop = useAct(() => answered(api.POST('/v1/ab-tests/{abTestId}/stop', { params })), 'ab-tests')
  return (
    <Paper variant="outlined" sx={{ p: 2 }} component="section" aria-label={test.plan.name}>
      <Stack spacing={2}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <Typography variant="h2" sx={{ overflowWrap: 'anywhere' }}>
            {test.plan.name}
          </Typography>
          <Chip size="small" label={t(`tests.${test.status}`)} />
          {test.winner && <Chip size="small" color="success" label={t('tests.winner', { name: test.winner })} />}
          <Box sx={{ flexGrow: 1 }} />
          {test.status !== 'draft' && <PromptReport about={{ kind: 'ab_test', abTestId: test.id }} />}
          {may('cards:publish') && test.status === 'draft' && (
            <Button variant="outlined" loading={start.isPending} onClick={() => start.mutate()}>
              {t('tests.start')}
            </Button>
          )}
          {may('cards:publish') && test.status === 'running' && (
            <ConfirmButton
              variant="outlined"
              question={t('tests.stopQuestion')}
              text={t('tests.stopText')}
              act={() => stop.mutate()}
            >
              {t('tests.stop')}
            </ConfirmButton>
          )}
          {may('cards:publish') && test.status === 'stopped' && (
            <Button variant="contained" onClick={() => setConcluding(true)}>
              {t('tests.conclude')}
            </Button>
          )}
        </Box>
        <About test={test} />
        {error && <Failure problem={error} again={refetch} />}
        {data && <Results results={data.results} />}
      </Stack>
      {concluding && data && (
        <ConcludeAbTest card={card} test={test} results={data.results} close={() => setConcluding(false)} />
      )}
    </Paper>
  )
}

function About({ test }: { test: Schemas['AbTestView'] }) {
  const t = useWords()
  const { time, number } = useFormats()
  const metric = test.plan.metrics.find(({ name }) => name === test.plan.primary)
  const said = [
    metric &&
      t('tests.about', { metric: metric.name, low: number(metric.low ?? 0, 3), high: number(metric.high ?? 1, 3) }),
    test.startedAt && t('tests.since', { at: time(test.startedAt) }),
    test.stoppedAt && t('tests.until', { at: time(test.stoppedAt) }),
    test.concludedAt && t('tests.decided', { at: time(test.concludedAt) }),
  ]
  return (
    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
      {said.filter(Boolean).join(' · ')}
    </Typography>
  )
}

function Results({ results }: { results: Schemas['AbTestResults'] }) {
  const t = useWords()
  const { number, percent } = useFormats()
  return (
    <>
      {results.sampleRatioMismatch && <Alert severity="error">{t('tests.mismatch')}</Alert>}
      <TableContainer tabIndex={0}>
        <Table size="small" aria-label={t('tests.variants')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('tests.variant')}</TableCell>
              <TableCell>{t('versions.number')}</TableCell>
              <TableCell align="right">{t('tests.exposed')}</TableCell>
              <TableCell>{t('tests.means')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {results.variants.map((variant) => (
              <TableRow key={variant.name}>
                <TableCell component="th" scope="row">
                  {variant.name}
                </TableCell>
                <TableCell>{variant.version}</TableCell>
                <TableCell align="right">{number(variant.exposed)}</TableCell>
                <TableCell>
                  {variant.metrics
                    .map(
                      ({ metric, n, mean }) => `${metric}: ${mean === null ? '–' : number(mean, 3)} (n = ${number(n)})`,
                    )
                    .join(' · ')}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <Typography variant="h3">{t('tests.effects', { level: percent(results.level) })}</Typography>
      <IntervalChart comparisons={results.comparisons} />
    </>
  )
}
