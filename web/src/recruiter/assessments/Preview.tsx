import { Alert, Button, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../shared/api/client'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { Markdown } from '../../shared/Markdown'
import { TaskPreview } from '../parts/TaskPreview'
import { useWords } from '../words'
import type { Assessment } from './plan'

/** What one candidate would be asked; another draw shows another. */
export function Preview({ assessment, changed }: { assessment: Assessment; changed: boolean }) {
  const t = useWords()
  const [draw, setDraw] = useState(1)
  const { id: assessmentId, updatedAt } = assessment
  const { data, error, refetch } = useQuery({
    queryKey: ['assessments', 'preview', assessmentId, updatedAt, draw],
    queryFn: () =>
      answered(
        api.GET('/v1/assessments/{assessmentId}/preview', {
          params: { path: { assessmentId }, query: { seed: `preview ${draw}` } },
        }),
      ),
    placeholderData: (before) => before,
  })
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  return (
    <Stack spacing={2} sx={{ maxWidth: 900 }}>
      {changed && <Alert severity="info">{t('view.unsaved')}</Alert>}
      <Stack direction="row" sx={{ alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
        <Typography sx={{ flexGrow: 1 }}>
          {t('build.sum', { asked: data.questions.length, points: data.maxPoints, minutes: data.timeLimitMinutes })}
        </Typography>
        <Button onClick={() => setDraw(draw + 1)}>{t('view.again')}</Button>
      </Stack>
      {data.instructions && <Markdown text={data.instructions} />}
      {data.questions.length === 0 && <Typography>{t('view.empty')}</Typography>}
      {data.sections.map(({ number, title, instructions }) => (
        <Stack key={number} spacing={2}>
          <Typography variant="h2">{title || t('build.section', { number })}</Typography>
          {instructions && <Markdown text={instructions} />}
          {data.questions
            .filter(({ section }) => section === number)
            .map((task) => (
              <TaskPreview key={task.questionId} task={task} />
            ))}
        </Stack>
      ))}
    </Stack>
  )
}
