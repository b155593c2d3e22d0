import { Checkbox, Paper, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { Fragment } from 'react'
import { type Inside, type ListedTask, nameOf, type Priority } from '../data'
import { useWords } from '../words'
import { type Grouping, grouped } from './listing'
import { TaskRow } from './TaskRow'

interface Props {
  inside: Inside
  tasks: ListedTask[]
  groupBy: Grouping | null
  /** There where tasks may be chosen: which are, and what chooses others; at most so many at once. */
  choice?: { chosen: ReadonlySet<string>; most: number; choose(ids: ReadonlySet<string>): void }
}

/** Tasks as a table, under headings where they are put together by something. */
export function TaskTable({ inside, tasks, groupBy, choice }: Props) {
  const t = useWords()
  const statuses = inside.project.settings.workflow.statuses
  const groups = groupBy
    ? grouped(
        tasks,
        groupBy,
        statuses.map(({ key }) => key),
      )
    : [{ key: '', tasks }]
  const all = tasks.slice(0, choice?.most)
  const count = choice?.chosen.size ?? 0
  const pick = (id: string, isPicked: boolean) => {
    const next = new Set(choice?.chosen)
    if (isPicked) next.add(id)
    else next.delete(id)
    choice?.choose(next)
  }
  const names: Record<Grouping, (key: string) => string> = {
    status: (key) => statuses.find((status) => status.key === key)?.name ?? key,
    priority: (key) => t(`priority.${key as Priority}`),
    assignee: (key) => (key ? nameOf(inside.people, key) : t('task.nobody')),
    parent: (key) =>
      key ? (tasks.find(({ id }) => id === key)?.title ?? t('grouping.hidden')) : t('grouping.noParent'),
  }
  return (
    <Paper variant="outlined" sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={t('tab.tasks')}>
      <Table size="small" aria-label={t('tab.tasks')}>
        <TableHead>
          <TableRow>
            {choice && (
              <TableCell padding="checkbox">
                <Checkbox
                  checked={count > 0 && count >= all.length}
                  indeterminate={count > 0 && count < all.length}
                  onChange={(_, isOn) => choice.choose(new Set(isOn ? all.map(({ id }) => id) : []))}
                  slotProps={{ input: { 'aria-label': t('tasks.pickAll') } }}
                />
              </TableCell>
            )}
            <TableCell>{t('task.title')}</TableCell>
            <TableCell>{t('task.status')}</TableCell>
            <TableCell>{t('task.priority')}</TableCell>
            <TableCell>{t('task.assignee')}</TableCell>
            <TableCell>{t('task.due')}</TableCell>
            <TableCell align="right">{t('task.hours')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {groups.map((group) => (
            <Fragment key={group.key}>
              {groupBy && (
                <TableRow>
                  <TableCell
                    component="th"
                    scope="colgroup"
                    colSpan={choice ? 7 : 6}
                    sx={{ bgcolor: 'action.hover', fontWeight: 650 }}
                  >
                    {t('grouping.head', { name: names[groupBy](group.key), count: group.tasks.length })}
                  </TableCell>
                </TableRow>
              )}
              {group.tasks.map((task) => (
                <TaskRow
                  key={task.id}
                  task={task}
                  inside={inside}
                  {...(choice && {
                    picked: choice.chosen.has(task.id),
                    pick: (isOn: boolean) => pick(task.id, isOn),
                  })}
                />
              ))}
            </Fragment>
          ))}
        </TableBody>
      </Table>
    </Paper>
  )
}
