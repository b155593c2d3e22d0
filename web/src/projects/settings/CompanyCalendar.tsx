import { Button, Paper, Stack } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api } from '../../shared/api/client'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { Page } from '../../shared/layout/Page'
import { notices } from '../../shared/notices'
import type { Hours } from '../calendar'
import { useWords } from '../words'
import { HoursFields } from './HoursFields'
import { draftOf, weekAbove, written } from './hours'

/** When people work in the company: what every project goes by that does not say otherwise. */
export function CompanyCalendar() {
  const t = useWords()
  const calendar = useQuery({ queryKey: ['calendar'], queryFn: () => answered(api.GET('/v1/calendar')) })
  if (calendar.error) return <Failure problem={calendar.error} again={calendar.refetch} />
  if (!calendar.data) return <Loading />
  return (
    <Page title={t('company.title')} about={t('company.text')}>
      <CalendarForm key={calendar.data.updatedAt} start={calendar.data.hours} />
    </Page>
  )
}

function CalendarForm({ start }: { start: Hours }) {
  const t = useWords()
  const queries = useQueryClient()
  const isReader = !useMay()('tenants:write')
  const [draft, setDraft] = useState({
    ...draftOf(start),
    week: weekAbove([start]),
    zone: start.zone ?? 'UTC',
  })
  const hours = written(draft)
  const save = useMutation({
    mutationFn: (hours: Hours) => answered(api.PUT('/v1/calendar', { body: { hours } })),
    onSuccess: (saved) => {
      notices.getState().say(t('hours.saved'))
      queries.setQueryData(['calendar'], saved)
      queries.invalidateQueries({ queryKey: ['project'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (hours) save.mutate(hours)
  }
  return (
    <Paper variant="outlined" component="section" aria-label={t('company.title')} sx={{ p: { xs: 2, sm: 3 } }}>
      <Stack component="form" spacing={2} onSubmit={submit}>
        <HoursFields
          draft={draft}
          above={[]}
          disabled={isReader}
          write={({ week, zone, ...others }) =>
            setDraft({ ...others, week: week ?? draft.week, zone: zone ?? draft.zone })
          }
        />
        {!isReader && (
          <Button
            type="submit"
            variant="contained"
            disabled={!hours}
            loading={save.isPending}
            sx={{ alignSelf: 'start' }}
          >
            {t('hours.save')}
          </Button>
        )}
      </Stack>
    </Paper>
  )
}
