import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answered, api } from '../shared/api/client'
import { AssessmentChoice } from './AssessmentChoice'
import { momentOf } from './times'
import { useWords } from './words'

/** Invite one candidate after another; they get their links by mail. */
export function InviteDialog({ assessmentId: first, close }: { assessmentId: string; close: () => void }) {
  const t = useWords()
  const queries = useQueryClient()
  const [assessmentId, choose] = useState(first)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [until, setUntil] = useState('')
  const invite = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/assessments/{assessmentId}/invitations', {
          params: { path: { assessmentId } },
          body: { name, email, expiresAt: momentOf(until, true) ?? null },
        }),
      ),
    onSuccess: () => {
      setName('')
      setEmail('')
      queries.invalidateQueries({ queryKey: ['invitations'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    invite.mutate()
  }
  return (
    <Dialog open onClose={close} aria-labelledby="invite-title" fullWidth maxWidth="sm">
      <form onSubmit={submit}>
        <DialogTitle id="invite-title">{t('invite.title')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <AssessmentChoice value={assessmentId} choose={choose} />
            <TextField
              label={t('invite.name')}
              required
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <TextField
              label={t('invite.email')}
              type="email"
              required
              autoComplete="off"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
            <TextField
              label={t('invite.until')}
              type="date"
              helperText={t('invite.untilHint')}
              value={until}
              onChange={(event) => setUntil(event.target.value)}
              slotProps={{ inputLabel: { shrink: true } }}
            />
            {invite.isSuccess && <Alert severity="success">{t('invite.done', { email: invite.data.email })}</Alert>}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('close')}</Button>
          <Button type="submit" variant="contained" disabled={!assessmentId} loading={invite.isPending}>
            {t('invite.send')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
