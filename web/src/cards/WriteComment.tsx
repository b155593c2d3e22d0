import { Button, Stack, TextField } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useAct } from '../shared/acts'
import { answered, api } from '../shared/api/client'
import type { Card } from './cards'
import { TALK } from './talk'
import { useWords } from './words'

/** A comment to be written: one that begins a thread, or answers one. */
export function WriteComment({
  card,
  label,
  thread,
  done,
}: {
  card: Card
  label: string
  thread?: string
  done?: () => void
}) {
  const t = useWords()
  const [text, setText] = useState('')
  const [key, setKey] = useState(() => crypto.randomUUID())
  const add = useAct(
    () =>
      answered(
        api.POST('/v1/cards/{cardId}/comments', {
          params: { path: { cardId: card.id }, header: { 'Idempotency-Key': key } },
          body: { text, threadId: thread ?? null },
        }),
      ),
    ...TALK,
  )
  const onSuccess = () => {
    setText('')
    setKey(crypto.randomUUID())
    done?.()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate(undefined, { onSuccess })
  }
  return (
    <Stack component="form" spacing={1} onSubmit={submit}>
      <TextField
        multiline
        minRows={2}
        label={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        slotProps={{ htmlInput: { dir: 'auto', maxLength: 5000 } }}
      />
      <Stack direction="row" spacing={1}>
        <Button type="submit" variant="outlined" disabled={text.trim() === ''} loading={add.isPending}>
          {t('talk.send')}
        </Button>
        {done && <Button onClick={done}>{t('cancel')}</Button>}
      </Stack>
    </Stack>
  )
}
