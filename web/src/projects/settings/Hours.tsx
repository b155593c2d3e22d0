import { Button, FormControlLabel, Stack, Switch, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answered, api, type Schemas } from '../../shared/api/client'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { useInside, useRefresh } from '../data'
import { useCalendars } from '../plan/data'
import { Section } from '../Section'
import { useWords } from '../words'
import { Holidays } from './Holidays'
import { type Span, spansOf, spansText, usualWeek } from './hours'
import { WeekFields } from './WeekFields'
import { ZoneChoice } from './ZoneChoice'

type Calendar = Schemas['CalendarView']

/** When people work on the project. */
export function Hours() {
  const projectId = useInside().project.id
  const calendars = useCalendars(projectId)
  if (calendars.error) return <Failure problem={calendars.error} again={calendars.refetch} />
  if (!calendars.data) return <Loading />
  const { own, above } = calendars.data
  return <HoursForm key={own.updatedAt} own={own} above={above} />
}

function HoursForm({ own, above }: { own: Calendar; above: Calendar }) {
  const t = useWords()
  const projectId = useInside().project.id
  const refresh = useRefresh(projectId)
  const inherited = above.hours.week?.map(({ spans }) => spans) ?? usualWeek()
  const texts = (week: readonly (readonly Span[])[]) => week.map(spansText)
  const [isOwn, setOwn] = useState(own.hours.week !== null)
  const [week, setWeek] = useState(texts(own.hours.week?.map(({ spans }) => spans) ?? inherited))
  const [exceptions, setExceptions] = useState(own.hours.exceptions)
  const [zone, setZone] = useState(own.hours.zone)
  const days = week.map(spansOf)
  const isSound = !isOwn || days.every((spans) => spans !== null)
  const save = useMutation({
    mutationFn: () => {
      const hours = { week: isOwn ? days.map((spans) => ({ spans: spans ?? [] })) : null, exceptions, zone }
      const params = { path: { projectId } }
      return answered(api.PUT('/v1/projects/{projectId}/calendar', { params, body: { hours, people: own.people } }))
    },
    onSuccess: refresh,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Section title={t('hours.title')}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('hours.text')}
      </Typography>
      <Stack component="form" spacing={2} onSubmit={submit}>
        <FormControlLabel
          control={<Switch checked={isOwn} onChange={(_, isOn) => setOwn(isOn)} />}
          label={t('hours.own')}
        />
        <WeekFields week={isOwn ? week : texts(inherited)} disabled={!isOwn} write={setWeek} />
        <ZoneChoice zone={zone} above={above.hours.zone ?? 'UTC'} choose={setZone} />
        <Holidays exceptions={exceptions} set={setExceptions} />
        <Button type="submit" variant="contained" disabled={save.isPending || !isSound} sx={{ alignSelf: 'start' }}>
          {t('hours.save')}
        </Button>
      </Stack>
    </Section>
  )
}
