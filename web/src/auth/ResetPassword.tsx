import { Alert, Button, Link, Stack } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Link as RouterLink, useSearchParams } from 'react-router'
import { answered, api } from '../shared/api/client'
import { Entrance, Field, NewPassword } from './Entrance'
import { useWords } from './words'

/** Have a link mailed; opened by that link, set the new password. */
export function ResetPassword() {
  const token = useSearchParams()[0].get('token')
  return token === null ? <AskForLink /> : <SetPassword token={token} />
}

function AskForLink() {
  const t = useWords()
  const [email, setEmail] = useState('')
  const ask = useMutation({ mutationFn: () => answered(api.POST('/v1/auth/password-reset', { body: { email } })) })
  return (
    <Entrance title={t('reset.title')} text={t('reset.text')}>
      {ask.isSuccess && <Alert severity="success">{t('reset.asked')}</Alert>}
      <Form submit={ask.mutate}>
        <Field label={t('signUp.email')} type="email" autoComplete="username" value={email} write={setEmail} />
        <Button type="submit" variant="contained" disabled={ask.isPending}>
          {t('reset.submit')}
        </Button>
      </Form>
      <Back />
    </Entrance>
  )
}

function SetPassword({ token }: { token: string }) {
  const t = useWords()
  const [newPassword, setNewPassword] = useState('')
  const set = useMutation({
    mutationFn: () => answered(api.POST('/v1/auth/password-reset/confirm', { body: { token, newPassword } })),
  })
  if (set.isSuccess) {
    return (
      <Entrance title={t('reset.title')}>
        <Alert severity="success">{t('reset.done')}</Alert>
        <Back />
      </Entrance>
    )
  }
  return (
    <Entrance title={t('reset.title')} text={t('reset.everywhere')}>
      {!token && <Alert severity="warning">{t('link.broken')}</Alert>}
      <Form submit={set.mutate}>
        <NewPassword
          label={t('reset.newPassword')}
          helperText={t('signUp.passwordHint')}
          value={newPassword}
          write={setNewPassword}
        />
        <Button type="submit" variant="contained" disabled={!token || set.isPending}>
          {t('reset.save')}
        </Button>
      </Form>
    </Entrance>
  )
}

function Form({ submit, children }: { submit: () => void; children: ReactNode }) {
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }
  return (
    <Stack component="form" spacing={2} onSubmit={submitted}>
      {children}
    </Stack>
  )
}

function Back() {
  const t = useWords()
  return (
    <Link component={RouterLink} to="/sign-in">
      {t('reset.back')}
    </Link>
  )
}
