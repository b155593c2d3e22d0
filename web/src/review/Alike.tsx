import { Box, Button, Chip, MenuItem, Paper, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { useOperation } from '../shared/operation'
import { Source, textOf } from './Answer'
import { useTasks } from './useTasks'
import { useWords } from './words'

type Pair = Schemas['SimilarSubmissionsView']

/** Which programs of an assessment's candidates are alike, pair by pair. */
export function Alike({ assessmentId }: { assessmentId: string }) {
  const t = useWords()
  const [questionId, setQuestionId] = useState('')
  const [operationId, setOperationId] = useState('')
  const { data: tasks = [] } = useTasks(assessmentId)
  const programs = tasks.filter(({ kind }) => kind === 'coding')
  const compare = useMutation({
    mutationFn: () => {
      const params = { path: { assessmentId, questionId } }
      return answered(api.POST('/v1/assessments/{assessmentId}/questions/{questionId}/comparison', { params }))
    },
    onSuccess: ({ id }) => setOperationId(id),
  })
  const { data: operation } = useOperation(operationId)
  const over = operation?.status === 'succeeded'
  const working = compare.isPending || (operationId !== '' && !operation?.finishedAt)
  return (
    <Stack spacing={2}>
      <Typography sx={{ color: 'text.secondary' }}>{t('alike.text')}</Typography>
      <Stack direction="row" sx={{ gap: 2, flexWrap: 'wrap' }}>
        <TextField
          select
          size="small"
          label={t('alike.question')}
          value={questionId}
          onChange={(event) => {
            setQuestionId(event.target.value)
            setOperationId('')
          }}
          sx={{ minWidth: 240 }}
        >
          {programs.map((each) => (
            <MenuItem key={each.questionId} value={each.questionId}>
              {each.title}
            </MenuItem>
          ))}
        </TextField>
        <Button variant="contained" disabled={!questionId} loading={working} onClick={() => compare.mutate()}>
          {t('alike.compare')}
        </Button>
      </Stack>
      {operation?.status === 'failed' && <Typography role="alert">{operation.error?.message}</Typography>}
      {over && <Pairs operationId={operationId} questionId={questionId} />}
    </Stack>
  )
}

function Pairs({ operationId, questionId }: { operationId: string; questionId: string }) {
  const t = useWords()
  const [open, setOpen] = useState<Pair | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['pairs', operationId],
    queryFn: () => {
      const params = { path: { operationId }, query: { limit: 100 } }
      return listed(api.GET('/v1/submission-comparisons/{operationId}/pairs', { params }))
    },
  })
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  if (data.items.length === 0) return <Empty title={t('alike.none')} text={t('alike.noneText')} />
  return (
    <Stack spacing={1}>
      {data.items.map((pair) => {
        const name = `${pair.first.candidateName} – ${pair.second.candidateName}`
        return (
          <Paper key={`${pair.first.attemptId} ${pair.second.attemptId}`} variant="outlined" sx={{ p: 2 }}>
            <Stack direction="row" sx={{ gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
              <Chip color="warning" label={t('alike.share', { percent: Math.round(pair.share * 100) })} />
              <Typography sx={{ flexGrow: 1 }}>{name}</Typography>
              <Button size="small" aria-expanded={open === pair} onClick={() => setOpen(open === pair ? null : pair)}>
                {t(open === pair ? 'alike.hide' : 'alike.show')}
              </Button>
            </Stack>
            {open === pair && <SideBySide pair={pair} questionId={questionId} />}
          </Paper>
        )
      })}
    </Stack>
  )
}

function SideBySide({ pair, questionId }: { pair: Pair; questionId: string }) {
  const { fragments } = pair
  const first = (line: number) => fragments.some((each) => line >= each.firstFrom && line <= each.firstTo)
  const second = (line: number) => fragments.some((each) => line >= each.secondFrom && line <= each.secondTo)
  return (
    <Box sx={{ display: 'grid', gap: 2, mt: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } }}>
      <Side submitter={pair.first} questionId={questionId} marked={first} />
      <Side submitter={pair.second} questionId={questionId} marked={second} />
    </Box>
  )
}

function Side({
  submitter,
  questionId,
  marked,
}: {
  submitter: Schemas['Submitter']
  questionId: string
  marked: (line: number) => boolean
}) {
  const { attemptId, candidateName } = submitter
  const { data, error, refetch } = useQuery({
    queryKey: ['answer', attemptId, questionId],
    queryFn: () =>
      answered(
        api.GET('/v1/attempts/{attemptId}/answers/{questionId}', { params: { path: { attemptId, questionId } } }),
      ),
  })
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="h3" gutterBottom>
        {candidateName}
      </Typography>
      {error && <Failure problem={error} again={refetch} />}
      {data ? (
        <Source text={textOf(data.response) ?? ''} label={candidateName} marked={marked} />
      ) : (
        !error && <Loading />
      )}
    </Box>
  )
}
