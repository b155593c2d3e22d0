import {
  Alert,
  Button,
  Checkbox,
  FormControlLabel,
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
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, listed } from '../shared/api/client'
import { Confirm } from '../shared/layout/Confirm'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { More } from '../shared/layout/More'
import { usePages } from '../shared/pages'
import { useTasks } from './useTasks'
import { useWords } from './words'

/** Score an assessment's answers anew by a question's newest version: looked at first, then applied. */
export function Rescore({ assessmentId }: { assessmentId: string }) {
  const t = useWords()
  const { data: questions, error, refetch } = useTasks(assessmentId)
  const [questionId, setQuestionId] = useState('')
  const [replaceGiven, setReplaceGiven] = useState(false)
  const begin = useMutation({
    mutationFn: () => {
      const params = { path: { assessmentId } }
      const body = { questionId, replaceGiven }
      return answered(api.POST('/v1/assessments/{assessmentId}/rescorings', { params, body }))
    },
  })
  if (error) return <Failure problem={error} again={refetch} />
  if (!questions) return <Loading />
  return (
    <Stack spacing={2}>
      <Typography sx={{ color: 'text.secondary' }}>{t('rescore.text')}</Typography>
      <Stack direction="row" sx={{ gap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
        <TextField
          select
          size="small"
          label={t('rescore.question')}
          value={questionId}
          onChange={(event) => {
            setQuestionId(event.target.value)
            begin.reset()
          }}
          sx={{ minWidth: 240, maxWidth: 420 }}
        >
          {questions.map((each) => (
            <MenuItem key={each.questionId} value={each.questionId}>
              {each.title}
            </MenuItem>
          ))}
        </TextField>
        <FormControlLabel
          control={<Checkbox checked={replaceGiven} onChange={(_, on) => setReplaceGiven(on)} />}
          label={t('rescore.replaceGiven')}
        />
        <Button variant="contained" disabled={!questionId} loading={begin.isPending} onClick={() => begin.mutate()}>
          {t('rescore.preview')}
        </Button>
      </Stack>
      {begin.data && <Previewed rescoringId={begin.data.id} assessmentId={assessmentId} />}
    </Stack>
  )
}

function Previewed({ rescoringId, assessmentId }: { rescoringId: string; assessmentId: string }) {
  const t = useWords()
  const queries = useQueryClient()
  const [confirming, setConfirming] = useState(false)
  const params = { path: { rescoringId } }
  const rescoring = useQuery({
    queryKey: ['rescoring', rescoringId],
    queryFn: () => answered(api.GET('/v1/rescorings/{rescoringId}', { params })),
    refetchInterval: ({ state }) =>
      state.data?.status === 'applied' || (state.data?.status === 'running' && state.data.ready) ? false : 1500,
  })
  const { ready = false, status, attempts: counts } = rescoring.data ?? {}
  const attempts = usePages(
    ['rescoring', rescoringId, 'attempts', status],
    (cursor) => {
      const query = { limit: 100, cursor, state: status === 'applied' ? ('applied' as const) : ('changed' as const) }
      return listed(api.GET('/v1/rescorings/{rescoringId}/attempts', { params: { ...params, query } }))
    },
    { enabled: ready },
  )
  const apply = useMutation({
    mutationFn: () => answered(api.POST('/v1/rescorings/{rescoringId}/apply', { params })),
    onSettled: () => {
      setConfirming(false)
      queries.invalidateQueries({ queryKey: ['rescoring', rescoringId] })
      queries.invalidateQueries({ queryKey: ['attempts', assessmentId] })
    },
  })
  if (rescoring.error) return <Failure problem={rescoring.error} again={rescoring.refetch} />
  if (!rescoring.data || !ready) return <Alert severity="info">{t('rescore.running')}</Alert>
  const changed = counts?.changed ?? 0
  const items = attempts.items ?? []
  return (
    <Stack spacing={2}>
      <Alert severity={status === 'applied' ? 'success' : 'info'} role="status">
        {status === 'applied'
          ? t('rescore.applied', { count: counts?.applied ?? 0 })
          : t('rescore.would', { changed, same: counts?.unchanged ?? 0, kept: counts?.kept ?? 0 })}
      </Alert>
      {items.length > 0 && (
        <TableContainer component={Paper} variant="outlined" tabIndex={0} aria-label={t('rescore.title')}>
          <Table size="small" aria-label={t('rescore.title')}>
            <TableHead>
              <TableRow>
                <TableCell>{t('column.candidate')}</TableCell>
                <TableCell align="right">{t('rescore.before')}</TableCell>
                <TableCell align="right">{t('rescore.after')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {items.map((each) => (
                <TableRow key={each.attemptId}>
                  <TableCell component="th" scope="row">
                    {each.candidateName}
                  </TableCell>
                  <TableCell align="right">{Number(each.before.points)}</TableCell>
                  <TableCell align="right">{each.after ? Number(each.after.points) : '–'}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
      <More more={attempts.more} asking={attempts.asking} />
      {status === 'running' && changed > 0 && (
        <Button variant="contained" onClick={() => setConfirming(true)} sx={{ alignSelf: 'start' }}>
          {t('rescore.apply')}
        </Button>
      )}
      {confirming && (
        <Confirm
          title={t('rescore.applyTitle', { count: changed })}
          text={t('rescore.applyText')}
          action={t('rescore.apply')}
          pending={apply.isPending}
          confirm={() => apply.mutate()}
          close={() => setConfirming(false)}
        />
      )}
    </Stack>
  )
}
