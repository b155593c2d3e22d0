import { Box, Button, MenuItem, Paper, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { answered, api, type Schemas } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Graders } from './Graders'
import { useTasks } from './useTasks'
import { useWords } from './words'

type Criterion = Schemas['Criterion-Input']

/** What the answers are marked by that people judge, and who does. */
export function Rubrics({ assessmentId }: { assessmentId: string }) {
  const t = useWords()
  const { data, error, refetch } = useTasks(assessmentId)
  const [chosen, setChosen] = useState('')
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  const questionId = chosen || data.find(({ kind }) => kind === 'free_text' || kind === 'file_upload')?.questionId || ''
  if (data.length === 0) return <Empty title={t('rubric.none')} text={t('rubric.text')} />
  return (
    <Stack spacing={2}>
      <Typography sx={{ color: 'text.secondary' }}>{t('rubric.text')}</Typography>
      <TextField
        select
        size="small"
        label={t('rubric.question')}
        value={questionId}
        onChange={(event) => setChosen(event.target.value)}
        sx={{ maxWidth: 420 }}
      >
        {data.map((each) => (
          <MenuItem key={each.questionId} value={each.questionId}>
            {each.title}
          </MenuItem>
        ))}
      </TextField>
      {questionId && <OneRubric key={questionId} assessmentId={assessmentId} questionId={questionId} />}
    </Stack>
  )
}

function OneRubric({ assessmentId, questionId }: { assessmentId: string; questionId: string }) {
  const params = { path: { assessmentId, questionId } }
  const { data, error, refetch } = useQuery({
    queryKey: ['rubric', assessmentId, questionId],
    queryFn: () =>
      answered(api.GET('/v1/assessments/{assessmentId}/questions/{questionId}/rubric', { params })).catch(
        (problem: unknown) => {
          if (problem instanceof Problem && problem.status === 404) return null
          throw problem
        },
      ),
  })
  if (error) return <Failure problem={error} again={refetch} />
  if (data === undefined) return <Loading />
  return (
    <>
      <Editor key={data?.version ?? 0} assessmentId={assessmentId} questionId={questionId} known={data} />
      {data && <Graders assessmentId={assessmentId} questionId={questionId} />}
    </>
  )
}

function Editor({
  assessmentId,
  questionId,
  known,
}: {
  assessmentId: string
  questionId: string
  known: Schemas['RubricView'] | null
}) {
  const t = useWords()
  const may = useMay()
  const queries = useQueryClient()
  const [criteria, setCriteria] = useState<Criterion[]>(known?.rubric.criteria ?? [blank()])
  const save = useMutation({
    mutationFn: () => {
      const params = { path: { assessmentId, questionId } }
      const body = { rubric: { criteria } }
      return answered(api.PUT('/v1/assessments/{assessmentId}/questions/{questionId}/rubric', { params, body }))
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['rubric', assessmentId, questionId] }),
  })
  const change = (id: string, changes: Partial<Criterion>) =>
    setCriteria(criteria.map((each) => (each.id === id ? { ...each, ...changes } : each)))
  const readOnly = !may('gradings:manage')
  return (
    <Paper variant="outlined" sx={{ p: 2 }} component="section" aria-label={t('rubric.title')}>
      <Typography variant="h2" sx={{ mb: 2 }}>
        {t('rubric.title')}
      </Typography>
      <Stack spacing={2}>
        {criteria.map((each, index) => (
          <Box key={each.id} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'start' }}>
            <TextField
              size="small"
              label={t('rubric.criterion', { number: index + 1 })}
              value={each.title}
              disabled={readOnly}
              onChange={(event) => change(each.id, { title: event.target.value })}
              helperText={each.levels?.map(({ title, points }) => `${title}: ${Number(points)}`).join(' · ')}
              sx={{ flex: '2 1 200px' }}
            />
            <TextField
              size="small"
              type="number"
              label={t('rubric.points')}
              value={each.points}
              disabled={readOnly || (each.levels?.length ?? 0) > 0}
              onChange={(event) => change(each.id, { points: event.target.value })}
              sx={{ width: 100 }}
            />
            <TextField
              size="small"
              multiline
              label={t('rubric.description')}
              value={each.description ?? ''}
              disabled={readOnly}
              onChange={(event) => change(each.id, { description: event.target.value })}
              sx={{ flex: '3 1 240px' }}
            />
            {!readOnly && criteria.length > 1 && (
              <Button
                color="error"
                aria-label={t('rubric.removeOf', { title: each.title })}
                onClick={() => setCriteria(criteria.filter(({ id }) => id !== each.id))}
              >
                {t('rubric.remove')}
              </Button>
            )}
          </Box>
        ))}
        {!readOnly && (
          <Stack direction="row" sx={{ gap: 1 }}>
            <Button onClick={() => setCriteria([...criteria, blank()])}>{t('rubric.add')}</Button>
            <Button
              variant="contained"
              disabled={criteria.some(({ title }) => !title.trim())}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {t('rubric.save')}
            </Button>
          </Stack>
        )}
      </Stack>
    </Paper>
  )
}

function blank(): Criterion {
  return { id: `c${crypto.randomUUID().slice(0, 8)}`, title: '', points: '5', description: '', levels: [] }
}
