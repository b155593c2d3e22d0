import { Button, Link, Paper, Table, TableBody, TableCell, TableFooter, TableHead, TableRow } from '@mui/material'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { answered, api } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { dayText } from '../days'
import { useWords } from '../words'
import { hoursText } from './clock'
import { DayEntries } from './DayEntries'
import { type Entry, total, type WeekRow } from './week'

interface Props {
  rows: WeekRow[]
  entries: Entry[]
  days: string[]
  mayBook: boolean
}

/** A week by tasks and days; a press on a day books time on it or corrects what is booked. */
export function WeekGrid({ rows, entries, days, mayBook }: Props) {
  const t = useWords()
  const locale = language((state) => state.locale)
  const [opened, setOpened] = useState<{ row: WeekRow; day: string } | null>(null)
  const titles = useTitles(rows)
  const sums = days.map((_, at) => total(rows.map(({ seconds }) => seconds[at] ?? 0)))
  const time = (seconds: number) => (seconds ? hoursText(seconds) : '')
  return (
    <>
      <Paper variant="outlined" sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={t('timesheet.title')}>
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
            {rows.map((row) => (
              <TableRow key={row.taskId}>
                <TableCell component="th" scope="row">
                  <Link component={RouterLink} to={`/projects/${row.projectId}/tasks/${row.taskId}`} underline="hover">
                    {titles.get(row.taskId) ?? '…'}
                  </Link>
                </TableCell>
                {days.map((day, at) => {
                  const booked = time(row.seconds[at] ?? 0)
                  const words = {
                    title: titles.get(row.taskId) ?? '…',
                    day: dayText(day, locale),
                    time: booked || '0:00',
                  }
                  return (
                    <TableCell key={day} align="right">
                      {mayBook ? (
                        <Button
                          size="small"
                          color={booked ? 'primary' : 'inherit'}
                          aria-label={t('week.cell', words)}
                          onClick={() => setOpened({ row, day })}
                          sx={{ minWidth: 44 }}
                        >
                          {booked || '+'}
                        </Button>
                      ) : (
                        booked
                      )}
                    </TableCell>
                  )
                })}
                <TableCell align="right">{hoursText(total(row.seconds))}</TableCell>
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
      {opened && (
        <DayEntries
          title={titles.get(opened.row.taskId) ?? '…'}
          projectId={opened.row.projectId}
          taskId={opened.row.taskId}
          day={opened.day}
          entries={entries.filter(({ taskId, day }) => taskId === opened.row.taskId && day === opened.day)}
          close={() => setOpened(null)}
        />
      )}
    </>
  )
}

function useTitles(rows: WeekRow[]): Map<string, string> {
  const tasks = useQueries({
    queries: rows.map(({ projectId, taskId }) => ({
      queryKey: ['project', projectId, 'task', taskId],
      queryFn: () =>
        answered(api.GET('/v1/projects/{projectId}/tasks/{taskId}', { params: { path: { projectId, taskId } } })),
    })),
  })
  return new Map(tasks.flatMap(({ data }) => (data ? [[data.id, data.title] as const] : [])))
}
