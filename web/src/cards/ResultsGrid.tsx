import {
  Button,
  Chip,
  MenuItem,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { More } from '../shared/layout/More'
import { usePages } from '../shared/pages'
import { ResultDialog } from './ResultDialog'
import { gridOf, isOver, modelName, type Result, type Run } from './runs'
import { useWords } from './words'

type Outcome = Schemas['CaseOutcome']

const COLOURS = { passed: 'success', failed: 'error', error: 'warning' } as const

/** What came of a run: cases down, models across; held against another run where one is chosen. */
export function ResultsGrid({ run, before }: { run: Run; before: string }) {
  const t = useWords()
  const [outcome, setOutcome] = useState<Outcome | ''>('')
  const [open, setOpen] = useState<Result | null>(null)
  const results = usePages(
    ['results', run.id, outcome, isOver(run)],
    (cursor) =>
      listed(
        api.GET('/v1/suite-runs/{runId}/results', {
          params: { path: { runId: run.id }, query: { limit: 100, outcome: outcome || null, cursor: cursor ?? null } },
        }),
      ),
    { refetchInterval: isOver(run) ? false : 2500 },
  )
  const changes = useChanges(run, before)
  if (results.error) return <Failure problem={results.error} again={results.again} />
  if (!results.items) return <Loading />
  const rows = gridOf(results.items, run.targets.length)
  return (
    <>
      <TextField
        select
        size="small"
        label={t('runs.outcome')}
        value={outcome}
        onChange={(event) => setOutcome(event.target.value as Outcome | '')}
        sx={{ maxWidth: 220 }}
      >
        <MenuItem value="">{t('list.all')}</MenuItem>
        {(['passed', 'failed', 'error'] as const).map((each) => (
          <MenuItem key={each} value={each}>
            {t(`outcome.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      {rows.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>{t('runs.noResults')}</Typography>
      ) : (
        <TableContainer component={Paper} variant="outlined" tabIndex={0}>
          <Table size="small" aria-label={t('runs.results')}>
            <TableHead>
              <TableRow>
                <TableCell>{t('runs.case')}</TableCell>
                {run.targets.map((target, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a model may be asked twice
                  <TableCell key={place}>{modelName(target)}</TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map(({ caseNumber, description, cells }) => (
                <TableRow key={caseNumber}>
                  <TableCell component="th" scope="row">
                    {caseNumber}. {description}
                  </TableCell>
                  {cells.map((cell, target) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a model may be asked twice
                    <TableCell key={target}>
                      <Stack direction="row" spacing={0.5} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
                        {cell.map((result) => (
                          <Outcome key={result.id} result={result} show={() => setOpen(result)} />
                        ))}
                        <Change change={changes.get(`${caseNumber} ${target}`)} />
                      </Stack>
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
      <More more={results.more} asking={results.asking} />
      {open && <ResultDialog run={run} resultId={open.id} close={() => setOpen(null)} />}
    </>
  )
}

function Outcome({ result, show }: { result: Result; show: () => void }) {
  const t = useWords()
  const { number } = useFormats()
  const text = `${t(`outcome.${result.outcome}`)} ${number(result.score, 2)}`
  return (
    <Button
      size="small"
      variant="outlined"
      color={COLOURS[result.outcome]}
      onClick={show}
      aria-label={t('runs.open', { number: result.caseNumber, outcome: text })}
    >
      {text}
    </Button>
  )
}

function Change({ change }: { change: Schemas['CaseComparison']['change'] | undefined }) {
  const t = useWords()
  if (change !== 'fixed' && change !== 'broken') return null
  return <Chip size="small" color={change === 'fixed' ? 'success' : 'error'} label={t(`runs.${change}`)} />
}

/** Return by case and model what became of it since an earlier run. */
function useChanges(run: Run, before: string) {
  const compared = usePages(
    ['comparison', run.id, before],
    (cursor) =>
      listed(
        api.GET('/v1/suite-runs/{runId}/comparison', {
          params: { path: { runId: run.id }, query: { limit: 100, before, cursor: cursor ?? null } },
        }),
      ),
    { enabled: Boolean(before) && isOver(run) },
  )
  return new Map((compared.items ?? []).map((each) => [`${each.caseNumber} ${each.target}`, each.change]))
}
