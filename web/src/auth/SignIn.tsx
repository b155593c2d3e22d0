import { Button, Link, Stack, TextField, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link as RouterLink, useLocation, useNavigate } from 'react-router'
import { useTranslate } from '../shared/i18n'
import { session } from '../shared/session'
import { Entrance } from './Entrance'
import { signInMember } from './members'
import { useWords } from './words'

/** The screen where members sign in. */
export function SignIn() {
  const t = useTranslate()
  const w = useWords()
  const navigate = useNavigate()
  const from = (useLocation().state as { from?: string } | null)?.from ?? '/'
  return (
    <Entrance title={t('signIn.title')}>
      <SignInForm done={() => navigate(from, { replace: true })} />
      <Link component={RouterLink} to="/reset-password">
        {w('signIn.forgotten')}
      </Link>
      <Typography>
        {w('signIn.new')}{' '}
        <Link component={RouterLink} to="/sign-up">
          {w('signIn.create')}
        </Link>
      </Typography>
    </Entrance>
  )
}

/** Address and password; also where a session has ended and the page waits. */
export function SignInForm({ done }: { done?: () => void }) {
  const t = useTranslate()
  const [email, setEmail] = useState(session.getState().email)
  const [password, setPassword] = useState('')
  const signIn = useMutation({ mutationFn: () => signInMember(email, password), onSuccess: done })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate()
  }
  return (
    <Stack component="form" spacing={2} onSubmit={submit}>
      <TextField
        label={t('signIn.email')}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label={t('signIn.password')}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" variant="contained" disabled={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
    </Stack>
  )
}
