import { Alert, Button, Chip, List, ListItem, ListItemText, Paper, Stack, TextField } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { signInMember } from '../auth/members'
import { device, useAct } from '../shared/acts'
import { answered, api, listed } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { Section } from './Section'
import { useProfile } from './self'
import { useWords } from './words'

/** The password, and where one is signed in. */
export function SignIns() {
  const t = useWords()
  return (
    <Page title={t('signIns.title')} about={t('signIns.about')}>
      <Sessions />
      <Password />
    </Page>
  )
}

function Sessions() {
  const t = useWords()
  const { time } = useFormats()
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => listed(api.GET('/v1/auth/sessions')) })
  const end = useAct(
    (sessionId: string) =>
      answered(api.POST('/v1/auth/sessions/{sessionId}/revoke', { params: { path: { sessionId } } })),
    'sessions',
  )
  if (sessions.error) return <Failure problem={sessions.error} again={sessions.refetch} />
  if (!sessions.data) return <Loading />
  return (
    <Paper variant="outlined">
      <List aria-label={t('signIns.title')}>
        {sessions.data.items.map((each) => (
          <ListItem
            key={each.id}
            divider
            secondaryAction={
              each.current ? (
                <Chip size="small" color="success" variant="outlined" label={t('signIns.here')} />
              ) : (
                <ConfirmButton
                  size="small"
                  question={t('signIns.question')}
                  text={t('signIns.consequence')}
                  act={() => end.mutate(each.id)}
                >
                  {t('signIns.end')}
                </ConfirmButton>
              )
            }
          >
            <ListItemText
              primary={device(each.userAgent)}
              secondary={t('signIns.used', { address: each.address, at: time(each.lastUsedAt) })}
              sx={{ pr: 12 }}
            />
          </ListItem>
        ))}
      </List>
    </Paper>
  )
}

function Password() {
  const t = useWords()
  const queries = useQueryClient()
  const profile = useProfile()
  const [current, setCurrent] = useState('')
  const [wanted, setWanted] = useState('')
  const change = useAct(async () => {
    const body = { currentPassword: current, newPassword: wanted }
    await answered(api.POST('/v1/auth/change-password', { body }))
    // What keeps this browser signed in does not outlive the old password.
    await signInMember(profile.data?.email ?? '', wanted)
    setCurrent('')
    setWanted('')
    await queries.invalidateQueries({ queryKey: ['sessions'] })
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <Section title={t('password.title')} text={t('password.text')}>
      <Stack component="form" spacing={2} onSubmit={submit} sx={{ width: '100%', alignItems: 'start' }}>
        <TextField
          type="password"
          autoComplete="current-password"
          label={t('password.current')}
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          required
          fullWidth
        />
        <TextField
          type="password"
          autoComplete="new-password"
          label={t('password.new')}
          helperText={t('password.rule')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          required
          fullWidth
          slotProps={{ htmlInput: { minLength: 8 } }}
        />
        <Button type="submit" variant="contained" loading={change.isPending} disabled={!profile.data}>
          {t('password.change')}
        </Button>
        {change.isSuccess && <Alert severity="success">{t('password.changed')}</Alert>}
      </Stack>
    </Section>
  )
}
