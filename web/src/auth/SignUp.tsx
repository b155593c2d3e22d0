import { Button, Link, Stack, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link as RouterLink, useNavigate } from 'react-router'
import { Entrance, Field, NewPassword } from './Entrance'
import { signUpMember } from './members'
import { subdomainOf } from './subdomain'
import { useWords } from './words'

/** The screen where an organisation begins. */
export function SignUp() {
  const t = useWords()
  const navigate = useNavigate()
  const [form, setForm] = useState({ companyName: '', displayName: '', email: '', password: '' })
  const [own, setOwn] = useState<string | null>(null)
  const subdomain = own ?? subdomainOf(form.companyName)
  const write = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const signUp = useMutation({
    mutationFn: () => signUpMember({ ...form, subdomain }),
    onSuccess: () => navigate('/', { replace: true, state: { isNew: true } }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signUp.mutate()
  }
  return (
    <Entrance title={t('signUp.title')} text={t('signUp.text')}>
      <Stack component="form" spacing={2} onSubmit={submit}>
        <Field
          label={t('signUp.company')}
          autoComplete="organization"
          value={form.companyName}
          write={(companyName) => write({ companyName })}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <Field
          label={t('signUp.subdomain')}
          helperText={t('signUp.subdomainHint')}
          value={subdomain}
          write={setOwn}
          slotProps={{ htmlInput: { pattern: '[a-z0-9]+(-+[a-z0-9]+)*', minLength: 3, maxLength: 40 } }}
        />
        <Field
          label={t('signUp.name')}
          autoComplete="name"
          value={form.displayName}
          write={(displayName) => write({ displayName })}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <Field
          label={t('signUp.email')}
          type="email"
          autoComplete="username"
          value={form.email}
          write={(email) => write({ email })}
        />
        <NewPassword
          label={t('signUp.password')}
          helperText={t('signUp.passwordHint')}
          value={form.password}
          write={(password) => write({ password })}
        />
        <Button type="submit" variant="contained" size="large" disabled={signUp.isPending}>
          {t('signUp.submit')}
        </Button>
      </Stack>
      <Typography>
        {t('signUp.haveAccount')}{' '}
        <Link component={RouterLink} to="/sign-in">
          {t('signUp.signIn')}
        </Link>
      </Typography>
    </Entrance>
  )
}
