import { Checkbox, FormControlLabel, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useAct } from '../shared/acts'
import { answered, api } from '../shared/api/client'
import { FormDialog } from '../shared/layout/FormDialog'
import { notices } from '../shared/notices'
import { useWords } from './words'

/** Ask why a text that looks like an injection is meant as it is, and until when. */
export function AllowInjection({ text, close }: { text: string; close: () => void }) {
  const t = useWords()
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const [isExact, setExact] = useState(false)
  const allow = useAct(
    async () => {
      const body = {
        text,
        match: isExact ? ('exact' as const) : ('normalised' as const),
        reason,
        expiresAt: until ? new Date(`${until}T00:00`).toISOString() : null,
      }
      await answered(api.POST('/v1/injection-allowances', { body }))
      notices.getState().say(t('allow.done'))
      // Before it is scanned anew: the finding is gone from then on, and so is this form.
      close()
    },
    'injection-allowances',
    'injection-scan',
  )
  return (
    <FormDialog
      open
      title={t('allow.title')}
      submit={t('allow.act')}
      busy={allow.isPending}
      ready={reason.trim() !== ''}
      close={close}
      act={() => allow.mutate()}
    >
      <Typography>{t('allow.text')}</Typography>
      <Typography component="blockquote" dir="auto" sx={{ m: 0, color: 'text.secondary', overflowWrap: 'anywhere' }}>
        “{text}”
      </Typography>
      <TextField
        required
        label={t('allow.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
      <TextField
        type="date"
        label={t('allow.until')}
        helperText={t('allow.untilHelp')}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <FormControlLabel
        control={<Checkbox checked={isExact} onChange={(event) => setExact(event.target.checked)} />}
        label={t('allow.exact')}
      />
    </FormDialog>
  )
}
