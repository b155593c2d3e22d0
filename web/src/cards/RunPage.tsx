import { Alert, Box, Button, LinearProgress, MenuItem, Paper, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { useMay } from '../shared/access'
import { answered, api } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { useOperation } from '../shared/operation'
import { useCaseSet } from './CaseSet'
import { useCard } from './cards'
import { Effects } from './Effects'
import { PromptReport } from './PromptReport'
import { ResultsGrid } from './ResultsGrid'
import { RunStatus } from './RunStatus'
import { useRuns } from './Runs'
import { isOver, type Run, useRun } from './runs'
import { useWords } from './words'

/** A run: how far it is, what came of it, and what is different from another. */
export function RunPage() {
  const { runId = '' } = useParams()
  const { data: run, error, refetch } = useRun(runId)
  if (error) return <Failure problem={error} again={refetch} />
  return run ? <Shown run={run} /> : <Loading />
}

function Shown({ run }: { run: Run }) {
  const t = useWords()
  const may = useMay()
  const { time } = useFormats()
  const queries = useQueryClient()
  const card = useCard(run.cardId)
  const set = useCaseSet(run.caseSetId)
  const [before, setBefore] = useState(run.baselineRunId ?? '')
  const baseline = useBaseline(run.cardId)
  const params = { path: { runId: run.id } }
  const cancel = useMutation({
    mutationFn: () => answered(api.POST('/v1/suite-runs/{runId}/cancel', { params })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['run', run.id] }),
  })
  const mark = useMutation({
    mutationFn: () =>
      answered(
        api.PUT('/v1/cards/{cardId}/baseline', { params: { path: { cardId: run.cardId } }, body: { runId: run.id } }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['baseline', run.cardId] }),
  })
  const base = `/cards/${run.cardId}`
  return (
    <Page
      title={t('runs.of', { at: time(run.createdAt) })}
      trail={[
        { path: '/cards', name: t('area.cards') },
        { path: base, name: card.data?.content.name ?? '…' },
        { path: `${base}/runs`, name: t('card.runs') },
      ]}
      about={
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <RunStatus run={run} />
          <span>
            {t('versions.one', { number: run.cardVersion })} · {set.data?.content.name ?? '…'} ({run.caseSetVersion})
          </span>
        </Stack>
      }
      actions={
        isOver(run) ? (
          <>
            <PromptReport about={{ kind: 'suite_run', runId: run.id }} />
            {may('cards:publish') && (
              <Button
                variant="outlined"
                disabled={baseline.data?.runId === run.id}
                loading={mark.isPending}
                onClick={() => mark.mutate()}
              >
                {t(baseline.data?.runId === run.id ? 'runs.isBaseline' : 'runs.setBaseline')}
              </Button>
            )}
          </>
        ) : (
          may('cards:run') && (
            <ConfirmButton
              variant="outlined"
              color="error"
              question={t('runs.cancelQuestion')}
              text={t('runs.cancelText')}
              act={() => cancel.mutate()}
            >
              {t('runs.cancel')}
            </ConfirmButton>
          )
        )
      }
    >
      {!isOver(run) && <Progress run={run} />}
      {run.status === 'stopped' && <Alert severity="warning">{t('runs.stoppedText')}</Alert>}
      {run.verdict && (
        <Alert severity={run.verdict.passed ? 'success' : 'error'}>
          {t(run.verdict.passed ? 'runs.gatePassed' : 'runs.gateFailed')} {run.verdict.reasons.join('; ')}
        </Alert>
      )}
      {isOver(run) && <Summary run={run} />}
      <Against run={run} before={before} choose={setBefore} />
      {before && isOver(run) && <Effects key={before} run={run} before={before} />}
      <ResultsGrid run={run} before={before} />
    </Page>
  )
}

function useBaseline(cardId: string) {
  return useQuery({
    queryKey: ['baseline', cardId],
    queryFn: () => answered(api.GET('/v1/cards/{cardId}/baseline', { params: { path: { cardId } } })),
    retry: false,
  })
}

function Progress({ run }: { run: Run }) {
  const t = useWords()
  const { data } = useOperation(run.id)
  const done = data?.progress.done ?? 0
  return (
    <Box role="status">
      <Typography gutterBottom>{t('runs.progress', { done, tries: run.tries })}</Typography>
      <LinearProgress
        variant="determinate"
        value={run.tries ? (100 * done) / run.tries : 0}
        aria-label={t('runs.progressLabel')}
      />
    </Box>
  )
}

function Against({ run, before, choose }: { run: Run; before: string; choose: (runId: string) => void }) {
  const t = useWords()
  const { time } = useFormats()
  const runs = useRuns(run.cardId)
  const others = (runs.items ?? []).filter(({ id, finishedAt }) => id !== run.id && finishedAt !== null)
  if (others.length === 0) return null
  const chosen = others.some(({ id }) => id === before) ? before : ''
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <TextField
        select
        size="small"
        label={t('runs.against')}
        value={chosen}
        onChange={(event) => choose(event.target.value)}
        sx={{ flexGrow: 1, maxWidth: 420 }}
      >
        <MenuItem value="">{t('runs.againstNone')}</MenuItem>
        {others.map((other) => (
          <MenuItem key={other.id} value={other.id}>
            {time(other.createdAt)} · {t('versions.one', { number: other.cardVersion })}
            {other.id === run.baselineRunId ? ` · ${t('runs.baseline')}` : ''}
          </MenuItem>
        ))}
      </TextField>
      {chosen && isOver(run) && (
        <PromptReport about={{ kind: 'comparison', runId: run.id, before: chosen }} name={t('reports.comparison')} />
      )}
    </Box>
  )
}

function Summary({ run }: { run: Run }) {
  const t = useWords()
  const { percent, number, nanos, milliseconds } = useFormats()
  const { summary } = run
  if (!summary) return null
  const tokens = (summary.tokens.prompt ?? 0) + (summary.tokens.completion ?? 0)
  const figures: [string, string][] = [
    [t('runs.passRate'), percent(summary.passRate, 1)],
    [t('runs.passed'), number(summary.passed)],
    [t('runs.failed'), number(summary.failed)],
    [t('runs.errors'), number(summary.errors)],
    [t('runs.flaky'), number(summary.flaky)],
    [t('runs.latency'), summary.latency.p50 === undefined ? '–' : milliseconds(summary.latency.p50)],
    [t('runs.tokens'), number(tokens)],
    [t('runs.cost'), nanos(summary.costNanos)],
  ]
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: {
          xs: 'repeat(auto-fill, minmax(136px, 1fr))',
          sm: 'repeat(auto-fill, minmax(108px, 1fr))',
        },
      }}
    >
      {figures.map(([name, value]) => (
        <Paper
          key={name}
          variant="outlined"
          component="div"
          sx={{ p: 1.5, display: 'flex', flexDirection: 'column-reverse' }}
        >
          <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
            {name}
          </Typography>
          <Typography component="dd" sx={{ m: 0, fontSize: '1.35rem', fontWeight: 650 }}>
            {value}
          </Typography>
        </Paper>
      ))}
    </Box>
  )
}
