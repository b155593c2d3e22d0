import { Alert, Button, Paper, Stack, TextField, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { CodeForm } from '../auth/CodeForm'
import { askForPlace, openLink } from '../auth/candidates'
import type { Schemas } from '../shared/api/client'
import { useTranslate } from '../shared/i18n'

interface Props {
  token: string
  admitted: (signIn: Schemas['CandidateSignIn']) => void
}

/** The link admits once, so that it is opened by a press, not by whatever scans mails. */
export function Entrance({ token, admitted }: Props) {
  const t = useTranslate()
  const [asked, setAsked] = useState(false)
  const open = useMutation({
    mutationFn: () => openLink(token),
    onSuccess: (signIn) => (signIn.confirmationRequired ? setAsked(true) : admitted(signIn)),
  })
  return (
    <Frame title={t(asked ? 'candidate.codeTitle' : 'candidate.welcome')} token={token}>
      {asked ? (
        <CodeForm door={{ link: token, person: null }} asked done={admitted} />
      ) : (
        <>
          <Typography>{t('candidate.welcomeText')}</Typography>
          <Button variant="contained" disabled={!token || open.isPending} onClick={() => open.mutate()}>
            {t('candidate.continue')}
          </Button>
        </>
      )}
    </Frame>
  )
}

/** A public link asks who comes, and mails them a code: a place belongs to an address. */
export function PublicEntrance({ token, admitted }: Props) {
  const t = useTranslate()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const ask = useMutation({ mutationFn: () => askForPlace(token, { name, email }) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate()
  }
  return (
    <Frame title={ask.data ? ask.data.assessmentTitle : t('apply.title')} token={token}>
      {ask.data ? (
        <>
          {ask.data.full && <Alert severity="warning">{t('apply.full')}</Alert>}
          <CodeForm door={{ link: token, person: { name, email } }} asked done={admitted} />
        </>
      ) : (
        <Stack component="form" spacing={2} onSubmit={submit}>
          <Typography>{t('apply.text')}</Typography>
          <TextField
            required
            label={t('apply.name')}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 200 } }}
          />
          <TextField
            required
            type="email"
            label={t('signIn.email')}
            autoComplete="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <Button type="submit" variant="contained" disabled={!token || ask.isPending}>
            {t('candidate.continue')}
          </Button>
        </Stack>
      )}
    </Frame>
  )
}

function Frame({ title, token, children }: { title: string; token: string; children: ReactNode }) {
  const t = useTranslate()
  return (
    <Paper variant="outlined" sx={{ p: 4, maxWidth: 520, mx: 'auto' }}>
      <Stack spacing={2}>
        <Typography variant="h1">{title}</Typography>
        {!token && <Alert severity="warning">{t('candidate.noLink')}</Alert>}
        {children}
      </Stack>
    </Paper>
  )
}
