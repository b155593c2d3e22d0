import { Button, Stack, TextField, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import type { Schemas } from '../shared/api/client'
import { useTranslate } from '../shared/i18n'
import type { Door } from '../shared/session'
import { askForCode, confirmCode } from './candidates'

/** The six digits that were mailed; `asked` says that the mail is on its way already. */
export function CodeForm({
  door,
  asked,
  done,
}: {
  door: Door
  asked: boolean
  done?: (admitted: Schemas['CandidateSignIn']) => void
}) {
  const t = useTranslate()
  const [code, setCode] = useState('')
  const { mutate: ask } = useMutation({ mutationFn: () => askForCode(door) })
  const confirm = useMutation({ mutationFn: () => confirmCode(door, code), onSuccess: done })
  useEffect(() => {
    if (!asked) ask()
  }, [asked, ask])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate()
  }
  return (
    <Stack component="form" spacing={2} onSubmit={submit}>
      <Typography>{t('code.text')}</Typography>
      <TextField
        label={t('code.label')}
        value={code}
        onChange={(event) => setCode(event.target.value.replace(/\D/g, '').slice(0, 6))}
        autoComplete="one-time-code"
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        required
      />
      <Button type="submit" variant="contained" disabled={code.length !== 6 || confirm.isPending}>
        {t('code.submit')}
      </Button>
    </Stack>
  )
}
