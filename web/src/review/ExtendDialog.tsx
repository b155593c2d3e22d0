import { Stack, TextField } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../shared/api/client'
import { Confirm } from '../shared/layout/Confirm'
import type { Running } from './running'
import { useWords } from './words'

/** Give a running attempt more time; the candidate's clock follows by itself. */
export function ExtendDialog({ attempt, close }: { attempt: Running; close: () => void }) {
  const t = useWords()
  const [minutes, setMinutes] = useState(10)
  const [reason, setReason] = useState('')
  const extend = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/attempts/{attemptId}/extend', {
          params: { path: { attemptId: attempt.id } },
          body: { minutes, reason: reason.trim() || t('extend.noReason') },
        }),
      ),
    onSuccess: close,
  })
  return (
    <Confirm
      title={t('extend.title')}
      text={t('extend.text', { name: attempt.name })}
      action={t('extend.give', { minutes })}
      pending={extend.isPending}
      confirm={() => extend.mutate()}
      close={close}
    >
      <Stack spacing={2} sx={{ pt: 1 }}>
        <TextField
          type="number"
          label={t('extend.minutes')}
          value={minutes}
          onChange={(event) => setMinutes(Math.min(480, Math.max(1, Number(event.target.value) || 1)))}
          slotProps={{ htmlInput: { min: 1, max: 480 } }}
        />
        <TextField label={t('extend.reason')} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Stack>
    </Confirm>
  )
}
