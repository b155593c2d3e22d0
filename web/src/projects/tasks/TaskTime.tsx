import PlayArrowOutlined from '@mui/icons-material/PlayArrowOutlined'
import StopOutlined from '@mui/icons-material/StopOutlined'
import { Button, List, ListItem, ListItemText, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api, listed } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { Failure } from '../../shared/layout/Failure'
import type { Inside, Task } from '../data'
import { dayOf, dayText } from '../days'
import { Section } from '../Section'
import { hoursText, minutesOf } from '../time/clock'
import { useElapsed, useStartTimer, useStopTimer, useTimer } from '../time/timer'
import { useWords } from '../words'

/** One's own time on a task: measured, or written down afterwards. */
export function TaskTime({ inside, task }: { inside: Inside; task: Task }) {
  const may = useMay()
  return may('time:track') && may('time:write') ? <OwnTime inside={inside} task={task} /> : null
}

function OwnTime({ inside, task }: { inside: Inside; task: Task }) {
  const t = useWords()
  const locale = language((state) => state.locale)
  const queries = useQueryClient()
  const timer = useTimer()
  const elapsed = useElapsed(timer.data)
  const start = useStartTimer(inside.project.id, task.id)
  const stop = useStopTimer()
  const runsHere = timer.data?.taskId === task.id ? timer.data : null
  const entries = useQuery({
    queryKey: ['time', 'task', task.id],
    queryFn: () =>
      listed(
        api.GET('/v1/time-entries', {
          params: { query: { projectId: inside.project.id, taskId: task.id, limit: 20 } },
        }),
      ),
  })
  const [written, setWritten] = useState({ day: dayOf(new Date()), time: '', note: '' })
  const minutes = minutesOf(written.time)
  const book = useMutation({
    mutationFn: (minutes: number) =>
      answered(
        api.POST('/v1/projects/{projectId}/tasks/{taskId}/time-entries', {
          params: { path: { projectId: inside.project.id, taskId: task.id } },
          body: { day: written.day, minutes, note: written.note },
        }),
      ),
    onSuccess: () => {
      setWritten({ ...written, time: '', note: '' })
      queries.invalidateQueries({ queryKey: ['time'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (minutes) book.mutate(minutes)
  }
  return (
    <Section
      title={t('time.own')}
      action={
        runsHere ? (
          <Button
            size="small"
            variant="contained"
            color="error"
            startIcon={<StopOutlined />}
            disabled={stop.isPending}
            onClick={() => stop.mutate(runsHere.id)}
          >
            {t('time.stop', { time: hoursText(elapsed ?? 0) })}
          </Button>
        ) : (
          <Button
            size="small"
            variant="outlined"
            startIcon={<PlayArrowOutlined />}
            disabled={start.isPending}
            onClick={() => start.mutate()}
          >
            {t('time.start')}
          </Button>
        )
      }
    >
      {entries.error && <Failure problem={entries.error} again={entries.refetch} />}
      <Stack component="form" direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }} onSubmit={submit}>
        <TextField
          size="small"
          type="date"
          required
          label={t('time.day')}
          value={written.day}
          onChange={(event) => setWritten({ ...written, day: event.target.value })}
          slotProps={{ inputLabel: { shrink: true } }}
          sx={{ width: 150 }}
        />
        <TextField
          size="small"
          required
          label={t('time.time')}
          placeholder="1:30"
          value={written.time}
          error={written.time !== '' && minutes === null}
          onChange={(event) => setWritten({ ...written, time: event.target.value })}
          sx={{ width: 100 }}
        />
        <TextField
          size="small"
          label={t('time.note')}
          value={written.note}
          onChange={(event) => setWritten({ ...written, note: event.target.value })}
          sx={{ flex: '1 1 120px' }}
        />
        <Button type="submit" variant="outlined" disabled={!minutes || book.isPending}>
          {t('time.book')}
        </Button>
      </Stack>
      {entries.data?.items.length === 0 && <Typography sx={{ color: 'text.secondary' }}>{t('time.none')}</Typography>}
      <List dense aria-label={t('time.own')} disablePadding>
        {entries.data?.items.map(({ id, day, seconds, note }) => (
          <ListItem key={id} disableGutters>
            <ListItemText primary={`${hoursText(seconds)} · ${dayText(day, locale)}`} secondary={note || undefined} />
          </ListItem>
        ))}
      </List>
    </Section>
  )
}
