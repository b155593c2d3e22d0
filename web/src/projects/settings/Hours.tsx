import { Button, Divider, Stack, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answered, api } from '../../shared/api/client'
import { notices } from '../../shared/notices'
import type { Calendar } from '../calendar'
import { useInside, useRefresh } from '../data'
import { Section } from '../Section'
import { useWords } from '../words'
import { HoursFields } from './HoursFields'
import { draftOf, written } from './hours'
import { OthersHours } from './OthersHours'

/** When people work on the project. */
export function Hours() {
  const t = useWords()
  const { own, above } = useInside().calendars
  const save = useSaveCalendar()
  const [draft, setDraft] = useState(draftOf(own.hours))
  const hours = written(draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (hours) save.mutate({ hours, people: own.people })
  }
  return (
    <Section title={t('hours.title')}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('hours.text')}
      </Typography>
      <Stack component="form" spacing={2} onSubmit={submit}>
        <HoursFields draft={draft} above={[above.hours]} own={t('hours.own')} write={setDraft} />
        <Button type="submit" variant="contained" disabled={save.isPending || !hours} sx={{ alignSelf: 'start' }}>
          {t('hours.save')}
        </Button>
      </Stack>
      <Divider />
      <OthersHours save={save} />
    </Section>
  )
}

export type SaveCalendar = ReturnType<typeof useSaveCalendar>

function useSaveCalendar() {
  const t = useWords()
  const projectId = useInside().project.id
  const refresh = useRefresh(projectId)
  return useMutation({
    mutationFn: (body: Pick<Calendar, 'hours' | 'people'>) =>
      answered(api.PUT('/v1/projects/{projectId}/calendar', { params: { path: { projectId } }, body })),
    onSuccess: () => {
      notices.getState().say(t('hours.saved'))
      return refresh()
    },
  })
}
