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
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { More } from '../shared/layout/More'
import { usePages } from '../shared/pages'
import { CardPart } from './CardTabs'
import type { Card } from './cards'
import { IntervalChart } from './IntervalChart'
import { NewAbTest } from './NewAbTest'
import { useWords } from './words'

/** A card's live comparisons. */
export function AbTests() {
  return (
    <CardPart part="/tests" actions={(card) => <Create card={card} />}>
      {(card) => <Listed card={card} />}
    </CardPart>
  )
}

function Create({ card }: { card: Card }) {
  const t = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may('cards:write') || card.status !== 'active' || card.versions < 2) return null
  return (
    <>
      <Button variant="contained" onClick={() => setOpen(true)}>
        {t('tests.create')}
      </Button>
      {open && <NewAbTest card={card} close={() => setOpen(false)} />}
    </>
  )
}

function Listed({ card }: { card: Card }) {
  const t = useWords()
  const tests = usePages(['ab-tests', card.id], (cursor) =>
    listed(api.GET('/v1/ab-tests', { params: { query: { cardId: card.id, limit: 20, cursor: cursor ?? null } } })),
  )
  if (tests.error) return <Failure problem={tests.error} again={tests.again} />
  if (!tests.items) return <Loading />
  if (tests.items.length === 0)
    return <Empty title={t('tests.none')} text={t(card.versions < 2 ? 'tests.needsVersions' : 'tests.noneText')} />
  return (
    <>
      {tests.items.map((test) => (
        <AbTest key={test.id} test={test} />
      ))}
      <More more={tests.more} asking={tests.asking} />
    </>
  )
}

function AbTest({ test }: { test: Schemas['AbTestView'] }) {
  const t = useWords()
  const may = useMay()
  const queries = useQueryClient()
  const path = { abTestId: test.id }
  const { data, error, refetch } = useQuery({
    queryKey: ['ab-test', test.id, test.status],
    queryFn: () => answered(api.GET('/v1/ab-tests/{abTestId}', { params: { path } })),
  })
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['ab-tests', test.cardId] })
  const start = useMutation({
    mutationFn: () => answered(api.POST('/v1/ab-tests/{abTestId}/start', { params: { path } })),
    onSuccess,
  })
  const stop = useMutation({
    mutationFn: () => answered(api.POST('/v1/ab-tests/{abTestId}/stop', { params: { path } })),
    onSuccess,
  })
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Stack spacing={2}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <Typography variant="h2">{test.plan.name}</Typography>
          <Chip size="small" label={t(`tests.${test.status}`)} />
          {test.winner && <Chip size="small" color="success" label={t('tests.winner', { name: test.winner })} />}
          <Box sx={{ flexGrow: 1 }} />
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
        </Box>
        {error && <Failure problem={error} again={refetch} />}
        {data && <Report results={data.results} />}
      </Stack>
    </Paper>
  )
}

function Report({ results }: { results: Schemas['AbTestResults'] }) {
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
