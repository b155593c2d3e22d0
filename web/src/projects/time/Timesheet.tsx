import AddOutlined from '@mui/icons-material/AddOutlined'
import ChevronLeftOutlined from '@mui/icons-material/ChevronLeftOutlined'
import ChevronRightOutlined from '@mui/icons-material/ChevronRightOutlined'
import { Alert, Button, Chip, IconButton, Stack, Typography } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMay } from '../../shared/access'
import { answered, api, type Listed, listed } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { Page } from '../../shared/layout/Page'
import { useMe } from '../data'
import { dayOf, dayText, mondayOf, plusDays } from '../days'
import { useWords } from '../words'
import { Approvals } from './Approvals'
import { ChooseTask } from './ChooseTask'
import { RunningTimer } from './RunningTimer'
import { WeekGrid } from './WeekGrid'
import { type Added, daysOf, type Entry, rowsOf } from './week'

/** One's own week: what was booked on which day, and whether it was submitted. */
export function Timesheet() {
  const t = useWords()
  const me = useMe()
  const may = useMay()
  const locale = language((state) => state.locale)
  const [search, setSearch] = useSearchParams()
  const monday = mondayOf(search.get('week') ?? dayOf(new Date()))
  const days = daysOf(monday)
  const [added, setAdded] = useState<Added[]>([])
  const [choosing, setChoosing] = useState(false)
  const queries = useQueryClient()
  const week = useQuery({ queryKey: ['time', 'week', monday], queryFn: () => askWeek(monday) })
  const submit = useMutation({
    mutationFn: () => answered(api.POST('/v1/timesheets/{weekOf}/submit', { params: { path: { weekOf: monday } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['time'] }),
  })
  const go = (weeks: number) => setSearch({ week: plusDays(monday, 7 * weeks) }, { replace: true })
  const rows = rowsOf(week.data?.entries ?? [], monday, added)
  const sheet = week.data?.sheet
  const status = sheet?.status ?? 'open'
  const mayBook = may('time:track') && may('time:write')
  const isOpen = status === 'open' || status === 'rejected'
  return (
    <Page
      title={t('timesheet.title')}
      trail={[{ path: '/projects', name: t('projects.title') }]}
      about={t('timesheet.about')}
      actions={
        <Button
          variant="contained"
          disabled={!isOpen || !week.data?.entries.length || submit.isPending}
          onClick={() => submit.mutate()}
        >
          {t('timesheet.submit')}
        </Button>
      }
    >
      <RunningTimer />
      <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <IconButton aria-label={t('timesheet.before')} onClick={() => go(-1)}>
          <ChevronLeftOutlined />
        </IconButton>
        <IconButton aria-label={t('timesheet.after')} onClick={() => go(1)}>
          <ChevronRightOutlined />
        </IconButton>
        <Typography variant="h2" aria-live="polite">
          {dayText(monday, locale)} – {dayText(plusDays(monday, 6), locale)}
        </Typography>
        <Chip label={t(`timesheetStatus.${status}`)} size="small" />
        {isOpen && mayBook && (
          <Button startIcon={<AddOutlined />} onClick={() => setChoosing(true)}>
            {t('week.add')}
          </Button>
        )}
      </Stack>
      {status === 'rejected' && sheet?.reason && <Alert severity="warning">{sheet.reason}</Alert>}
      {week.error && <Failure problem={week.error} again={week.refetch} />}
      {week.isPending && <Loading />}
      {week.data && rows.length === 0 && <Empty title={t('timesheet.none')} text={t('timesheet.noneText')} />}
      {week.data && rows.length > 0 && (
        <WeekGrid rows={rows} entries={week.data.entries} days={days} mayBook={isOpen && mayBook} />
      )}
      {choosing && (
        <ChooseTask
          choose={(chosen) => {
            setAdded([...added.filter(({ taskId }) => taskId !== chosen.taskId), chosen])
            setChoosing(false)
          }}
          close={() => setChoosing(false)}
        />
      )}
      {may('time:review') && me.data && <Approvals me={me.data.id} />}
    </Page>
  )
}

async function askWeek(monday: string) {
  const entries: Entry[] = []
  let cursor: string | undefined = ''
  while (cursor !== undefined) {
    const query: Record<string, string | number> = { limit: 100, dayFrom: monday, dayUntil: plusDays(monday, 7) }
    if (cursor) query.cursor = cursor
    const page: Listed<Entry> = await listed(api.GET('/v1/time-entries', { params: { query } }))
    entries.push(...page.items)
    cursor = page.next
  }
  const { id } = await answered(api.GET('/v1/profile'))
  const query = { memberId: id, weekFrom: monday, weekUntil: plusDays(monday, 7) }
  const sheets = await listed(api.GET('/v1/timesheets', { params: { query } }))
  return { entries, sheet: sheets.items.find(({ weekOf }) => weekOf === monday) }
}
