import { Alert, Stack, TextField } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, type Schemas } from '../shared/api/client'
import { Confirm } from '../shared/layout/Confirm'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { daysOf } from './days'
import { useWords } from './words'

/** When the candidates of an assessment are reminded by themselves. */
export function ReminderDialog({ assessmentId, close }: { assessmentId: string; close: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['reminders', assessmentId],
    queryFn: () =>
      answered(api.GET('/v1/assessments/{assessmentId}/reminders', { params: { path: { assessmentId } } })),
  })
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  return <Rules assessmentId={assessmentId} known={data} close={close} />
}

function Rules(props: { assessmentId: string; known: Schemas['ReminderRules']; close: () => void }) {
  const { assessmentId, known, close } = props
  const t = useWords()
  const queries = useQueryClient()
  const [after, setAfter] = useState((known.afterInvitationDays ?? []).join(', '))
  const [before, setBefore] = useState((known.beforeEndDays ?? []).join(', '))
  const [from, setFrom] = useState(known.quietFrom ?? '20:00')
  const [until, setUntil] = useState(known.quietUntil ?? '08:00')
  const [afterDays, beforeDays] = [daysOf(after), daysOf(before)]
  const save = useMutation({
    mutationFn: () =>
      answered(
        api.PUT('/v1/assessments/{assessmentId}/reminders', {
          params: { path: { assessmentId } },
          body: {
            afterInvitationDays: afterDays ?? [],
            beforeEndDays: beforeDays ?? [],
            quietFrom: from,
            quietUntil: until,
          },
        }),
      ),
    onSuccess: (rules) => {
      queries.setQueryData(['reminders', assessmentId], rules)
      close()
    },
  })
  return (
    <Confirm
      title={t('reminders.title')}
      text={t('reminders.text')}
      action={t('reminders.save')}
      pending={save.isPending}
      confirm={() => {
        if (afterDays && beforeDays) save.mutate()
      }}
      close={close}
    >
      <Stack spacing={2} sx={{ pt: 1 }}>
        <Days label={t('reminders.after')} value={after} set={setAfter} wrong={afterDays === null} />
        <Days label={t('reminders.before')} value={before} set={setBefore} wrong={beforeDays === null} />
        <Stack direction="row" spacing={2}>
          <Time label={t('reminders.quietFrom')} value={from} set={setFrom} />
          <Time label={t('reminders.quietUntil')} value={until} set={setUntil} />
        </Stack>
        {afterDays?.length === 0 && beforeDays?.length === 0 && <Alert severity="info">{t('reminders.nobody')}</Alert>}
      </Stack>
    </Confirm>
  )
}

function Days(props: { label: string; value: string; set: (text: string) => void; wrong: boolean }) {
  const t = useWords()
  const { label, value, set, wrong } = props
  return (
    <TextField
      label={label}
      value={value}
      error={wrong}
      helperText={t('reminders.days')}
      onChange={(event) => set(event.target.value)}
    />
  )
}

function Time({ label, value, set }: { label: string; value: string; set: (time: string) => void }) {
  return (
    <TextField
      fullWidth
      type="time"
      label={label}
      value={value}
      onChange={(event) => set(event.target.value)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  )
}
