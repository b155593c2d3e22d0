import { Alert, Button, Paper, Stack, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { lazy, useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { CodeForm } from '../auth/CodeForm'
import { openLink } from '../auth/candidates'
import type { Schemas } from '../shared/api/client'
import { useTranslate } from '../shared/i18n'
import { Shell } from '../shared/layout/Shell'
import { After } from './After'
import { Welcome } from './Welcome'

const Sitting = lazy(async () => ({ default: (await import('./Sitting')).Sitting }))

type CandidateSignIn = Schemas['CandidateSignIn']

/** What a candidate sees, from the link in the mail to the result. */
export function Candidate() {
  const token = useSearchParams()[0].get('token') ?? ''
  const [admitted, setAdmitted] = useState<CandidateSignIn | null>(null)
  const [begun, setBegun] = useState('')
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    if (import.meta.env.PROD) void navigator.serviceWorker?.register('/sw.js')
  }, [])

  if (!admitted) {
    return (
      <Shell>
        <Entrance token={token} admitted={setAdmitted} />
      </Shell>
    )
  }
  const attemptId = begun || admitted.attemptId
  if (attemptId && (ended || admitted.attemptEnded)) {
    return (
      <Shell>
        <After attemptId={attemptId} />
      </Shell>
    )
  }
  if (attemptId) return <Sitting attemptId={attemptId} ended={() => setEnded(true)} />
  return (
    <Shell>
      <Welcome title={admitted.assessmentTitle} started={setBegun} />
    </Shell>
  )
}

/** The link admits once, so that it is opened by a press, not by whatever scans mails. */
function Entrance({ token, admitted }: { token: string; admitted: (signIn: CandidateSignIn) => void }) {
  const t = useTranslate()
  const [asked, setAsked] = useState(false)
  const open = useMutation({
    mutationFn: () => openLink(token),
    onSuccess: (signIn) => (signIn.confirmationRequired ? setAsked(true) : admitted(signIn)),
  })
  return (
    <Paper variant="outlined" sx={{ p: 4, maxWidth: 520, mx: 'auto' }}>
      <Stack spacing={2}>
        <Typography variant="h1">{t(asked ? 'candidate.codeTitle' : 'candidate.welcome')}</Typography>
        {!token && <Alert severity="warning">{t('candidate.noLink')}</Alert>}
        {asked ? (
          <CodeForm token={token} asked done={admitted} />
        ) : (
          <>
            <Typography>{t('candidate.welcomeText')}</Typography>
            <Button variant="contained" disabled={!token || open.isPending} onClick={() => open.mutate()}>
              {t('candidate.continue')}
            </Button>
          </>
        )}
      </Stack>
    </Paper>
  )
}
