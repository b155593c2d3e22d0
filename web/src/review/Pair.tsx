import { Alert, MenuItem, Paper, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { PairEditor } from '../collaboration/PairEditor'
import { answered, api, type Schemas } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { Markdown } from '../shared/Markdown'
import { useWords } from './words'

/** Join a running attempt and write its programs together with the candidate. */
export function Pair() {
  const t = useWords()
  const { attemptId = '' } = useParams()
  const { data, error, refetch } = useQuery({
    queryKey: ['pair', attemptId],
    queryFn: () => join(attemptId),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [chosen, setChosen] = useState('')
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  const questionId = chosen || data.tasks[0]?.questionId
  const task = data.tasks.find((each) => each.questionId === questionId)
  return (
    <Page
      title={data.name ? t('pair.with', { name: data.name }) : t('pair.title')}
      trail={[{ path: '/live', name: t('live.title') }]}
      about={<Typography>{t('pair.text')}</Typography>}
    >
      {!task && <Empty title={t('pair.none')} text={t('pair.noneText')} />}
      {task && (
        <>
          <TextField
            select
            size="small"
            label={t('pair.question')}
            value={questionId}
            onChange={(event) => setChosen(event.target.value)}
            sx={{ maxWidth: 420 }}
          >
            {data.tasks.map((each) => (
              <MenuItem key={each.questionId} value={each.questionId}>
                {each.title}
              </MenuItem>
            ))}
          </TextField>
          <Paper variant="outlined" sx={{ p: 2 }}>
            <Markdown text={task.prompt} />
          </Paper>
          <Together key={task.questionId} attemptId={attemptId} task={task} />
        </>
      )}
    </Page>
  )
}

/** Join, and find out what the candidate was asked. */
async function join(attemptId: string) {
  const path = { attemptId }
  const joined = await answered(api.POST('/v1/attempts/{attemptId}/join', { params: { path } }))
  const query = { assessmentId: joined.assessmentId, status: 'open' as const, limit: 100 }
  const attempts = await answered(api.GET('/v1/attempts', { params: { query } }))
  const attempt = attempts.find(({ id }) => id === attemptId)
  const asked = { path: { assessmentId: joined.assessmentId }, query: attempt ? { seed: attempt.seed } : {} }
  const { questions } = await answered(api.GET('/v1/assessments/{assessmentId}/preview', { params: asked }))
  return { name: attempt?.candidateName ?? '', tasks: questions.filter(({ kind }) => kind === 'coding') }
}

function Together({ attemptId, task }: { attemptId: string; task: Schemas['Task'] }) {
  const t = useWords()
  const { questionId } = task
  const [text, setText] = useState('')
  const { data, error } = useQuery({
    queryKey: ['pair', attemptId, questionId],
    queryFn: () =>
      answered(
        api.GET('/v1/attempts/{attemptId}/answers/{questionId}', { params: { path: { attemptId, questionId } } }),
      )
        .then(({ response }) => (response.kind === 'coding' ? response.language : ''))
        .catch((problem: unknown) => {
          if (problem instanceof Problem && problem.status === 404) return ''
          throw problem
        }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (error) return <Alert severity="error">{error.message}</Alert>
  if (data === undefined) return <Loading />
  return (
    <PairEditor
      attemptId={attemptId}
      questionId={questionId}
      language={data || (task.coding?.languages[0] ?? '')}
      source={text}
      label={t('pair.editor')}
      written={setText}
    />
  )
}
