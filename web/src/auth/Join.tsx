import { Alert, Button, Stack } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { Entrance, Field, NewPassword } from './Entrance'
import { joinTenant } from './members'
import { useWords } from './words'

/** What the link of an invitation to a team opens. */
export function Join() {
  const t = useWords()
  const navigate = useNavigate()
  const token = useSearchParams()[0].get('token') ?? ''
  const [displayName, setDisplayName] = useState('')
  const [password, setPassword] = useState('')
  const join = useMutation({
    mutationFn: () => joinTenant({ token, displayName, password }),
    onSuccess: () => navigate('/', { replace: true }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    join.mutate()
  }
  return (
    <Entrance title={t('join.title')} text={t('join.text')}>
      {!token && <Alert severity="warning">{t('link.broken')}</Alert>}
      <Stack component="form" spacing={2} onSubmit={submit}>
        <Field
          label={t('signUp.name')}
          autoComplete="name"
          value={displayName}
          write={setDisplayName}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <NewPassword
          label={t('signUp.password')}
          helperText={t('join.passwordHint')}
          value={password}
          write={setPassword}
        />
        <Button type="submit" variant="contained" disabled={!token || join.isPending}>
          {t('join.submit')}
        </Button>
      </Stack>
    </Entrance>
  )
}
