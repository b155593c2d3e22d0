import AddOutlined from '@mui/icons-material/AddOutlined'
import { Box, Button, Stack } from '@mui/material'
import { useState } from 'react'
import { useMay } from '../../shared/access'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { useInside, useTasks } from '../data'
import { useWords } from '../words'
import { BulkEdit } from './BulkEdit'
import { CreateTask } from './CreateTask'
import { Filters, useListing } from './Filters'
import { TaskTable } from './TaskTable'
import { Views } from './Views'

/** So many tasks one request edits. */
const BATCH = 100

/** A project's tasks: which, in what order and put together by what, as one asks or a saved view says. */
export function Tasks() {
  const t = useWords()
  const inside = useInside()
  const mayWrite = useMay()('tasks:write')
  const { filters, sort, groupBy } = useListing()
  const tasks = useTasks(inside.project.id, { ...filters, sort })
  const [creating, setCreating] = useState(false)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const shown = tasks.data?.pages.flatMap(({ items }) => items) ?? []
  const chosen = shown.filter(({ id }) => picked.has(id)).map(({ id }) => id)
  const filtered = Object.keys(filters).length > 0
  const create = mayWrite && (
    <Button variant="contained" startIcon={<AddOutlined />} onClick={() => setCreating(true)}>
      {t('task.create')}
    </Button>
  )
  return (
    <Stack spacing={2}>
      <Views />
      <Stack direction="row" spacing={2} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'flex-start' }}>
        <Box sx={{ flex: '1 1 300px' }}>
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
        <TaskTable
          inside={inside}
          tasks={shown}
          groupBy={groupBy}
          {...(mayWrite && { choice: { chosen: new Set(chosen), most: BATCH, choose: setPicked } })}
        />
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
