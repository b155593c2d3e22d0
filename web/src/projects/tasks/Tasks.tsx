import AddOutlined from '@mui/icons-material/AddOutlined'
import { Box, Button, Checkbox, Paper, Stack, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { useState } from 'react'
import { useMay } from '../../shared/access'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { useInside, useTasks } from '../data'
import { useWords } from '../words'
import { BulkEdit } from './BulkEdit'
import { CreateTask } from './CreateTask'
import { Filters, useFilters } from './Filters'
import { TaskRow } from './TaskRow'

/** So many tasks one request edits. */
const BATCH = 100

/** A project's tasks, newest first. */
export function Tasks() {
  const t = useWords()
  const inside = useInside()
  const mayWrite = useMay()('tasks:write')
  const filters = useFilters()
  const tasks = useTasks(inside.project.id, filters)
  const [creating, setCreating] = useState(false)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const shown = tasks.data?.pages.flatMap(({ items }) => items) ?? []
  const chosen = shown.filter(({ id }) => picked.has(id)).map(({ id }) => id)
  const pick = (id: string, isPicked: boolean) => {
    const next = new Set(picked)
    if (isPicked) next.add(id)
    else next.delete(id)
    setPicked(next)
  }
  const all = shown.slice(0, BATCH)
  const filtered = Object.keys(filters).length > 0
  const create = mayWrite && (
    <Button variant="contained" startIcon={<AddOutlined />} onClick={() => setCreating(true)}>
      {t('task.create')}
    </Button>
  )
  return (
    <Stack spacing={2}>
      <Stack direction="row" spacing={2} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <Box sx={{ flexGrow: 1 }}>
          <Filters inside={inside} />
        </Box>
        {create}
      </Stack>
      {chosen.length > 0 && <BulkEdit inside={inside} chosen={chosen} clear={() => setPicked(new Set())} />}
      {tasks.error && <Failure problem={tasks.error} again={tasks.refetch} />}
      {tasks.isPending && <Loading />}
      {tasks.data && shown.length === 0 && (
        <Empty
          title={t(filtered ? 'tasks.noneSuch' : 'tasks.none')}
          text={t(filtered ? 'tasks.noneSuchText' : 'tasks.noneText')}
          action={filtered ? undefined : create}
        />
      )}
      {shown.length > 0 && (
        <Paper variant="outlined" sx={{ overflowX: 'auto' }}>
          <Table size="small" aria-label={t('tab.tasks')}>
            <TableHead>
              <TableRow>
                {mayWrite && (
                  <TableCell padding="checkbox">
                    <Checkbox
                      checked={chosen.length > 0 && chosen.length >= all.length}
                      indeterminate={chosen.length > 0 && chosen.length < all.length}
                      onChange={(_, isOn) => setPicked(new Set(isOn ? all.map(({ id }) => id) : []))}
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
              {shown.map((task) => (
                <TaskRow
                  key={task.id}
                  task={task}
                  inside={inside}
                  {...(mayWrite && { picked: picked.has(task.id), pick: (isOn: boolean) => pick(task.id, isOn) })}
                />
              ))}
            </TableBody>
          </Table>
        </Paper>
      )}
      {tasks.hasNextPage && (
        <Button onClick={() => tasks.fetchNextPage()} disabled={tasks.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
      {creating && <CreateTask inside={inside} close={() => setCreating(false)} />}
    </Stack>
  )
}
