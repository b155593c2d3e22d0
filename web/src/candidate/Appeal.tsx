import {
  Button,
  Chip,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { answered, api, type Schemas } from '../shared/api/client'
import { useTranslate } from '../shared/i18n'

type Result = Schemas['ContestableResult']
type Question = NonNullable<Result['questions']>[number]

/** What became of an appeal against a question's points, or the way to make one while that is allowed. */
export function Appeal({ result, question }: { result: Result; question: Question }) {
  const t = useTranslate()
  const [sent, setSent] = useState(false)
  const filed = result.appeals.find(({ questionId }) => questionId === question.questionId)
  if (filed) {
    return (
      // The dialog and its button are gone once it is sent: who walks by the keyboard goes on here.
      <Stack
        spacing={0.5}
        tabIndex={-1}
        ref={(place) => (sent ? place?.focus() : undefined)}
        sx={{ alignItems: 'start' }}
      >
        <Chip size="small" label={t(`appeal.${filed.status}`)} />
        {filed.reason && <Typography variant="body2">{filed.reason}</Typography>}
      </Stack>
    )
  }
  const isOpen = result.appealsUntil !== null && Date.parse(result.appealsUntil) > Date.now()
  if (!isOpen || question.needsReview) return null
  return <NewAppeal attemptId={result.attemptId} question={question} sent={() => setSent(true)} />
}

function NewAppeal(props: { attemptId: string; question: Question; sent: () => void }) {
  const { attemptId, question, sent } = props
  const t = useTranslate()
  const heading = useId()
  const queries = useQueryClient()
  const [asks, setAsks] = useState(false)
  const [text, setText] = useState('')
  const file = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/attempts/{attemptId}/questions/{questionId}/appeal', {
          params: { path: { attemptId, questionId: question.questionId } },
          body: { text },
        }),
      ),
    onSuccess: () => {
      sent()
      return queries.invalidateQueries({ queryKey: ['my-result', attemptId] })
    },
  })
  return (
    <>
      <Button size="small" onClick={() => setAsks(true)} aria-label={t('appeal.about', { title: question.title })}>
        {t('appeal.make')}
      </Button>
      <Dialog open={asks} onClose={() => setAsks(false)} aria-labelledby={heading} fullWidth>
        <DialogTitle id={heading}>{t('appeal.about', { title: question.title })}</DialogTitle>
        <DialogContent>
          <Typography gutterBottom>{t('appeal.text')}</Typography>
          <TextField
            label={t('appeal.why')}
            multiline
            fullWidth
            minRows={4}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setAsks(false)}>{t('confirm.cancel')}</Button>
          <Button variant="contained" disabled={!text.trim()} loading={file.isPending} onClick={() => file.mutate()}>
            {t('appeal.send')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  )
}
