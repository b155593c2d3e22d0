import { Button, Stack, TextField, Typography } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useAct } from '../shared/acts'
import { answered, api } from '../shared/api/client'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { FormDialog } from '../shared/layout/FormDialog'
import { session } from '../shared/session'
import { Section } from './Section'
import { useWords } from './words'

/** Leaving: this organisation, or Ella altogether. */
export function Erasure() {
  const t = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [asks, setAsks] = useState(false)
  const [password, setPassword] = useState('')
  const gone = async () => {
    session.getState().signOut()
    await navigate('/sign-in')
    queries.clear()
  }
  const leave = useAct(() => answered(api.POST('/v1/members/leave')).then(gone))
  const erase = useAct(() => answered(api.POST('/v1/profile/erasure', { body: { password } })).then(gone))
  return (
    <Section title={t('leave.title')} text={t('leave.text')}>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
        <ConfirmButton
          variant="outlined"
          color="error"
          question={t('leave.question')}
          text={t('leave.consequence')}
          act={() => leave.mutate()}
        >
          {t('leave.act')}
        </ConfirmButton>
        <Button color="error" onClick={() => setAsks(true)}>
          {t('erase.act')}
        </Button>
      </Stack>
      <FormDialog
        title={t('erase.question')}
        submit={t('erase.act')}
        open={asks}
        busy={erase.isPending}
        ready={password !== ''}
        close={() => setAsks(false)}
        act={() => erase.mutate()}
      >
        <Typography>{t('erase.consequence')}</Typography>
        <TextField
          type="password"
          autoComplete="current-password"
          label={t('password.current')}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </FormDialog>
    </Section>
  )
}
