import {
  Button,
  Checkbox,
  FormControlLabel,
  List,
  ListItem,
  ListItemText,
  Paper,
  Stack,
  Typography,
} from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { answered, api } from '../shared/api/client'
import { useTranslate } from '../shared/i18n'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'

const Markdown = lazy(async () => ({ default: (await import('../shared/Markdown')).Markdown }))

/** What to know before the clock starts: whether this device will do, and what is recorded. */
export function Welcome({ title, started }: { title: string; started: (attemptId: string) => void }) {
  const t = useTranslate()
  const [agreed, setAgreed] = useState(false)
  const notice = useQuery({
    queryKey: ['recording-notice'],
    queryFn: () => answered(api.GET('/v1/recording-notice')),
  })
  const start = useMutation({
    mutationFn: () => answered(api.POST('/v1/attempts')),
    onSuccess: (attempt) => started(attempt.id),
  })
  if (notice.error) return <Failure problem={notice.error} again={notice.refetch} />
  if (!notice.data) return <Loading />
  const { statements, instructions, timeLimitMinutes } = notice.data
  return (
    <Stack spacing={3} sx={{ maxWidth: 720, mx: 'auto' }}>
      <Typography variant="h1">{title}</Typography>
      <Typography>{t('consent.limit', { minutes: timeLimitMinutes })}</Typography>
      {instructions && (
        <Paper variant="outlined" component="section" aria-label={t('sitting.instructions')} sx={{ p: 3 }}>
          <Typography variant="h2">{t('sitting.instructions')}</Typography>
          <Suspense fallback={<Loading />}>
            <Markdown text={instructions} />
          </Suspense>
        </Paper>
      )}
      <Checks />
      <Paper variant="outlined" component="section" sx={{ p: 3 }}>
        <Typography variant="h2">{t('consent.title')}</Typography>
        {statements.length === 0 && <Typography sx={{ mt: 1 }}>{t('consent.nothing')}</Typography>}
        <ul>
          {statements.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
        {statements.length > 0 && <Typography gutterBottom>{t('consent.why')}</Typography>}
        <Typography>{t('consent.savedHere')}</Typography>
        <FormControlLabel
          sx={{ mt: 1 }}
          control={<Checkbox checked={agreed} onChange={(event) => setAgreed(event.target.checked)} />}
          label={t('consent.agree')}
        />
      </Paper>
      <Button
        variant="contained"
        size="large"
        disabled={!agreed || start.isPending}
        onClick={() => start.mutate()}
        sx={{ alignSelf: 'start' }}
      >
        {t('consent.start')}
      </Button>
    </Stack>
  )
}

function Checks() {
  const t = useTranslate()
  const connection = useQuery({ queryKey: ['connection'], queryFn: answerTime, retry: false, gcTime: 0 })
  const keeps = 'indexedDB' in window && 'serviceWorker' in navigator
  const reached =
    connection.data === undefined ? t('check.noAnswer') : t('check.answersIn', { milliseconds: connection.data })
  const found = [
    [t('check.browser'), t(keeps ? 'check.ok' : 'check.noStorage')],
    [t('check.connection'), connection.isPending ? t('shell.loading') : reached],
    [t('check.timeZone'), Intl.DateTimeFormat().resolvedOptions().timeZone],
  ]
  return (
    <Paper variant="outlined" component="section" sx={{ p: 3 }}>
      <Typography variant="h2">{t('check.title')}</Typography>
      <List dense>
        {found.map(([what, how]) => (
          <ListItem key={what} disableGutters>
            <ListItemText primary={what} secondary={how} />
          </ListItem>
        ))}
      </List>
    </Paper>
  )
}

async function answerTime(): Promise<number> {
  const began = performance.now()
  const response = await fetch('/v1/health')
  if (!response.ok) throw new Error('no answer')
  return Math.round(performance.now() - began)
}
