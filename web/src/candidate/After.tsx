import {
  Alert,
  Button,
  Paper,
  Rating,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableRow,
  TextField,
  Typography,
} from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { forgetDocuments } from '../collaboration/kept'
import { answered, api } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { useTranslate } from '../shared/i18n'

/** What comes after an attempt: thanks, feedback, and the result where it is shown. */
export function After({ attemptId }: { attemptId: string }) {
  const t = useTranslate()
  useEffect(() => {
    void forgetDocuments(attemptId)
  }, [attemptId])
  return (
    <Stack spacing={3} sx={{ maxWidth: 720, mx: 'auto' }}>
      <Typography variant="h1">{t('after.title')}</Typography>
      <Typography>{t('after.text')}</Typography>
      <OwnResult attemptId={attemptId} />
      <Feedback attemptId={attemptId} />
    </Stack>
  )
}

function OwnResult({ attemptId }: { attemptId: string }) {
  const t = useTranslate()
  const { data, error } = useQuery({
    queryKey: ['my-result', attemptId],
    queryFn: () => answered(api.GET('/v1/attempts/{attemptId}/my-result', { params: { path: { attemptId } } })),
    refetchInterval: ({ state }) => (isBeingScored(state.error) ? 3000 : false),
  })
  return (
    <Paper variant="outlined" component="section" sx={{ p: 3 }} aria-live="polite">
      <Typography variant="h2" gutterBottom>
        {t('after.result')}
      </Typography>
      {error && <Typography>{isNotShown(error) ? t('after.notShown') : error.message}</Typography>}
      {data && <Typography>{t('after.points', { points: data.points, most: data.maxPoints })}</Typography>}
      {data?.questions && (
        <Table size="small" aria-label={t('after.result')}>
          <TableBody>
            {data.questions.map((each) => (
              <TableRow key={each.questionId}>
                <TableCell component="th" scope="row">
                  {each.title}
                </TableCell>
                <TableCell>{t('after.points', { points: each.points, most: each.maxPoints })}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Paper>
  )
}

const isNotShown = (problem: unknown) => problem instanceof Problem && problem.code === 'result_not_shown'
const isBeingScored = (problem: unknown) => problem instanceof Problem && problem.code === 'attempt_not_scored'

function Feedback({ attemptId }: { attemptId: string }) {
  const t = useTranslate()
  const [rating, setRating] = useState<number | null>(null)
  const [text, setText] = useState('')
  const give = useMutation({
    mutationFn: (stars: number) =>
      answered(
        api.PUT('/v1/attempts/{attemptId}/feedback', {
          params: { path: { attemptId } },
          body: { rating: stars, text },
        }),
      ),
  })
  return (
    <Paper variant="outlined" component="section" sx={{ p: 3 }}>
      <Typography variant="h2" gutterBottom>
        {t('after.feedback')}
      </Typography>
      <Stack spacing={2} sx={{ alignItems: 'start' }}>
        <Rating
          aria-label={t('after.rating')}
          value={rating}
          onChange={(_, stars) => setRating(stars)}
          getLabelText={(stars) => t('after.stars', { stars })}
        />
        <TextField
          label={t('after.words')}
          multiline
          fullWidth
          minRows={3}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button variant="contained" disabled={!rating || give.isPending} onClick={() => rating && give.mutate(rating)}>
          {t('after.send')}
        </Button>
        {give.isSuccess && <Alert severity="success">{t('after.sent')}</Alert>}
      </Stack>
    </Paper>
  )
}
