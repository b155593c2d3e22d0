import ChevronLeftOutlined from '@mui/icons-material/ChevronLeftOutlined'
import ChevronRightOutlined from '@mui/icons-material/ChevronRightOutlined'
import {
  Alert,
  Button,
  Chip,
  IconButton,
  Link,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link as RouterLink, useSearchParams } from 'react-router'
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
import { hoursText } from './clock'
import { RunningTimer } from './RunningTimer'
import { daysOf, type Entry, rowsOf, total } from './week'

/** One's own week: what was booked on which day, and whether it was submitted. */
export function Timesheet() {
  const t = useWords()
  const me = useMe()
  const may = useMay()
  const locale = language((state) => state.locale)
  const [search, setSearch] = useSearchParams()
  const monday = mondayOf(search.get('week') ?? dayOf(new Date()))
  const days = daysOf(monday)
  const queries = useQueryClient()
  const week = useQuery({ queryKey: ['time', 'week', monday], queryFn: () => askWeek(monday) })
  const submit = useMutation({
    mutationFn: () => answered(api.POST('/v1/timesheets/{weekOf}/submit', { params: { path: { weekOf: monday } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['time'] }),
  })
  const go = (weeks: number) => setSearch({ week: plusDays(monday, 7 * weeks) }, { replace: true })
  const rows = rowsOf(week.data?.entries ?? [], monday)
  const sheet = week.data?.sheet
  const status = sheet?.status ?? 'open'
  const isOpen = status === 'open' || status === 'rejected'
  const sums = days.map((_, at) => total(rows.map(({ seconds }) => seconds[at] ?? 0)))
  const time = (seconds: number) => (seconds ? hoursText(seconds) : '')
  return (
    <Page
      title={t('timesheet.title')}
      trail={[{ path: '/projects', name: t('projects.title') }]}
      about={t('timesheet.about')}
      actions={
        <Button
          variant="contained"
          disabled={!isOpen || rows.length === 0 || submit.isPending}
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
        <Typography variant="h2" aria-live="polite">
          {dayText(monday, locale)} – {dayText(plusDays(monday, 6), locale)}
        </Typography>
        <IconButton aria-label={t('timesheet.after')} onClick={() => go(1)}>
          <ChevronRightOutlined />
        </IconButton>
        <Chip label={t(`timesheetStatus.${status}`)} size="small" />
      </Stack>
      {status === 'rejected' && sheet?.reason && <Alert severity="warning">{sheet.reason}</Alert>}
      {week.error && <Failure problem={week.error} again={week.refetch} />}
      {week.isPending && <Loading />}
      {week.data && rows.length === 0 && <Empty title={t('timesheet.none')} text={t('timesheet.noneText')} />}
      {rows.length > 0 && (
        <Paper
          variant="outlined"
          sx={{ overflowX: 'auto' }}
          tabIndex={0}
          role="group"
          aria-label={t('timesheet.title')}
        >
          <Table size="small" aria-label={t('timesheet.title')}>
            <TableHead>
              <TableRow>
                <TableCell>{t('timesheet.task')}</TableCell>
                {days.map((day) => (
                  <TableCell key={day} align="right">
                    {dayText(day, locale, { weekday: 'short', day: 'numeric' })}
                  </TableCell>
                ))}
                <TableCell align="right">{t('timesheet.total')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map(({ projectId, taskId, seconds }) => (
                <TableRow key={taskId}>
                  <TableCell component="th" scope="row">
                    <Link component={RouterLink} to={`/projects/${projectId}/tasks/${taskId}`} underline="hover">
                      <TaskName projectId={projectId} taskId={taskId} />
                    </Link>
                  </TableCell>
                  {days.map((day, at) => (
                    <TableCell key={day} align="right">
                      {time(seconds[at] ?? 0)}
                    </TableCell>
                  ))}
                  <TableCell align="right">{hoursText(total(seconds))}</TableCell>
                </TableRow>
              ))}
            </TableBody>
            <TableFooter>
              <TableRow>
                <TableCell component="th" scope="row">
                  {t('timesheet.total')}
                </TableCell>
                {days.map((day, at) => (
                  <TableCell key={day} align="right">
                    {time(sums[at] ?? 0)}
                  </TableCell>
                ))}
                <TableCell align="right">{hoursText(total(sums))}</TableCell>
              </TableRow>
            </TableFooter>
          </Table>
        </Paper>
      )}
      {may('time:review') && me.data && <Approvals me={me.data.id} />}
    </Page>
  )
}

function TaskName({ projectId, taskId }: { projectId: string; taskId: string }) {
  const task = useQuery({
    queryKey: ['project', projectId, 'task', taskId],
    queryFn: () =>
      answered(api.GET('/v1/projects/{projectId}/tasks/{taskId}', { params: { path: { projectId, taskId } } })),
  })
  return task.data?.title ?? '…'
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
