import { Alert, Button, Paper, Rating, Stack, TextField, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { forgetDocuments } from '../collaboration/kept'
import { answered, api } from '../shared/api/client'
import { useTranslate } from '../shared/i18n'
import { Findings } from './Findings'
import { OwnCopy } from './OwnCopy'
import { OwnResult } from './OwnResult'

/** What comes after an attempt: thanks, the result where it is shown, what was noticed, feedback, one's own data. */
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
      <Findings attemptId={attemptId} />
      <Feedback attemptId={attemptId} />
      <OwnCopy attemptId={attemptId} />
    </Stack>
  )
}

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
