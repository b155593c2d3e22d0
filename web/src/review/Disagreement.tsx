import { Alert, AlertTitle, Button, Stack, TextField } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, type Schemas } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { Refer } from './Refer'
import { useWords } from './words'

/** What graders gave who are too far apart, and the decision between them; nothing while they agree or still mark. */
export function Disagreement(props: { attemptId: string; question: Schemas['ReportedQuestion'] }) {
  const { attemptId, question } = props
  const t = useWords()
  const queries = useQueryClient()
  const [points, setPoints] = useState('')
  const [reason, setReason] = useState('')
  const params = { path: { attemptId, questionId: question.questionId } }
  const graded = useQuery({
    queryKey: ['graded', attemptId, question.questionId],
    queryFn: () =>
      answered(api.GET('/v1/attempts/{attemptId}/questions/{questionId}/grading', { params })).catch(
        (problem: unknown) => {
          if (problem instanceof Problem && [404, 409].includes(problem.status)) return null
          throw problem
        },
      ),
  })
  const decide = useMutation({
    mutationFn: () => {
      const body = { points, reason }
      return answered(api.POST('/v1/attempts/{attemptId}/questions/{questionId}/grading/decide', { params, body }))
    },
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: ['graded', attemptId, question.questionId] })
      queries.invalidateQueries({ queryKey: ['report', attemptId] })
    },
  })
  const { answer, gradings = [] } = graded.data ?? {}
  if (answer?.status !== 'disagreed') return null
  const comments = gradings.filter(({ comment }) => comment)
  return (
    <Alert severity="warning" icon={false} sx={{ '& .MuiAlert-message': { width: '100%' } }}>
      <AlertTitle>{t('disagreement.title')}</AlertTitle>
      {t('disagreement.gave', { points: answer.given.map((each) => Number(each.points)).join(', ') })}
      {comments.length > 0 && (
        <ul>
          {comments.map(({ id, comment, points: given }) => (
            <li key={id}>
              {Number(given)}: {comment}
            </li>
          ))}
        </ul>
      )}
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', mt: 1.5 }}>
        <TextField
          size="small"
          type="number"
          label={t('override.points')}
          value={points}
          onChange={(event) => setPoints(event.target.value)}
          slotProps={{ htmlInput: { min: 0, max: Number(question.maxPoints), step: 'any' } }}
          sx={{ width: 120 }}
        />
        <TextField
          size="small"
          required
          label={t('override.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          sx={{ flex: '1 1 200px' }}
        />
        <Button
          variant="contained"
          disabled={points === '' || !reason.trim()}
          loading={decide.isPending}
          onClick={() => decide.mutate()}
        >
          {t('disagreement.decide')}
        </Button>
      </Stack>
      <Refer
        attemptId={attemptId}
        questionId={question.questionId}
        before={answer.given.map(({ graderId }) => graderId)}
      />
    </Alert>
  )
}
