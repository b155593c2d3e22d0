import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  IconButton,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answered, api } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { dayText } from '../days'
import { useWords } from '../words'
import { hoursText, minutesOf } from './clock'
import type { Entry } from './week'

interface Props {
  title: string
  projectId: string
  taskId: string
  day: string
  entries: Entry[]
  close(): void
}

/** What was booked on a task on a day, to correct it or to book more. */
export function DayEntries({ title, projectId, taskId, day, entries, close }: Props) {
  const t = useWords()
  const locale = language((state) => state.locale)
  const queries = useQueryClient()
  const changed = () => queries.invalidateQueries({ queryKey: ['time'] })
  const book = useMutation({
    mutationFn: ({ minutes, note }: Written) =>
      answered(
        api.POST('/v1/projects/{projectId}/tasks/{taskId}/time-entries', {
          params: { path: { projectId, taskId } },
          body: { day, minutes, note },
        }),
      ),
    onSuccess: changed,
  })
  const correct = useMutation({
    mutationFn: ({ entryId, minutes, note, isRetimed }: Written & { entryId: string; isRetimed: boolean }) =>
      answered(
        api.PATCH('/v1/time-entries/{entryId}', {
          params: { path: { entryId } },
          body: { note, ...(isRetimed && { minutes }) },
        }),
      ),
    onSuccess: changed,
  })
  const remove = useMutation({
    mutationFn: (entryId: string) =>
      answered(api.DELETE('/v1/time-entries/{entryId}', { params: { path: { entryId } } })),
    onSuccess: changed,
  })
  const isBusy = book.isPending || correct.isPending || remove.isPending
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="day-entries">
      <DialogTitle id="day-entries">{title}</DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          <Typography sx={{ color: 'text.secondary' }}>
            {dayText(day, locale, { weekday: 'long', day: 'numeric', month: 'long' })}
          </Typography>
          {entries.map((entry) => (
            <EntryForm
              key={`${entry.id} ${entry.updatedAt}`}
              label={t('entry.of', { time: hoursText(entry.seconds) })}
              time={hoursText(entry.seconds)}
              note={entry.note}
              act={t('save')}
              busy={isBusy}
              submit={(written, isRetimed) => correct.mutate({ ...written, entryId: entry.id, isRetimed })}
              remove={() => remove.mutate(entry.id)}
            />
          ))}
          <EntryForm
            key={entries.length}
            label={t('entry.new')}
            time=""
            note=""
            act={t('time.book')}
            busy={isBusy}
            submit={(written) => book.mutate(written)}
          />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('close')}</Button>
      </DialogActions>
    </Dialog>
  )
}

interface Written {
  minutes: number
  note: string
}

interface FormProps {
  label: string
  time: string
  note: string
  act: string
  busy: boolean
  /** Whether another time was written is told too: seconds of a timer stay where only the note changes. */
  submit(written: Written, isRetimed: boolean): void
  remove?: () => void
}

function EntryForm({ label, time, note, act, busy, submit, remove }: FormProps) {
  const t = useWords()
  const [written, setWritten] = useState({ time, note })
  const minutes = minutesOf(written.time)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (minutes !== null) submit({ minutes, note: written.note }, written.time !== time)
  }
  const isSame = written.time === time && written.note === note
  return (
    <Stack
      component="form"
      aria-label={label}
      direction="row"
      spacing={1}
      onSubmit={send}
      sx={{ alignItems: 'center' }}
    >
      <TextField
        size="small"
        label={t('time.time')}
        placeholder="1:30"
        value={written.time}
        error={written.time !== '' && minutes === null}
        onChange={(event) => setWritten({ ...written, time: event.target.value })}
        sx={{ width: 90 }}
      />
      <TextField
        size="small"
        label={t('time.note')}
        value={written.note}
        onChange={(event) => setWritten({ ...written, note: event.target.value })}
        sx={{ flex: 1 }}
      />
      <Button type="submit" variant="outlined" disabled={busy || !minutes || isSame}>
        {act}
      </Button>
      {remove && (
        <IconButton aria-label={t('entry.remove', { time })} disabled={busy} onClick={remove}>
          <DeleteOutlined />
        </IconButton>
      )}
    </Stack>
  )
}
