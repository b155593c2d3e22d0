import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { Alert, Box, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { notices } from '../../shared/notices'
import { MOST_TASKS, useAllTasks, useInside, useMayEdit } from '../data'
import { useStatusChange } from '../tasks/StatusChoice'
import { useWords } from '../words'
import { mayFollow } from '../workflow'
import { BoardCard, BoardColumn } from './BoardColumn'
import { beside, columns } from './columns'

/** A project's tasks in columns, one for each status; a card moves by mouse, finger or arrow keys. */
export function Board() {
  const t = useWords()
  const inside = useInside()
  const { project, me } = inside
  const { workflow } = project.settings
  const tasks = useAllTasks(project.id)
  const change = useStatusChange(project.id)
  const mayEdit = useMayEdit()
  const [dragged, setDragged] = useState<string | null>(null)
  const keys = workflow.statuses.map(({ key }) => key)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: toColumn(keys) }),
  )
  if (tasks.error) return <Failure problem={tasks.error} again={tasks.refetch} />
  if (!tasks.data) return <Loading />
  if (tasks.data.length === 0) return <Empty title={t('tasks.none')} text={t('tasks.noneText')} />
  const task = (id: string | number) => tasks.data.find((each) => each.id === id)
  const column = (id: string | number | undefined) => workflow.statuses.find(({ key }) => key === id)?.name ?? ''
  const moving = dragged ? task(dragged) : undefined
  const dropped = ({ active, over }: DragEndEvent) => {
    setDragged(null)
    const card = task(active.id)
    const status = String(over?.id ?? '')
    if (!card || !status || status === card.status) return
    if (mayFollow(workflow, card.status, status)) change.mutate({ taskId: card.id, status })
    else notices.getState().tell(t('board.refused', { from: column(card.status), to: column(status) }))
  }
  const said =
    (word: 'board.picked' | 'board.over' | 'board.dropped') => (id: string | number, over?: string | number) =>
      t(word, { title: task(id)?.title ?? '', column: column(over ?? task(id)?.status) })
  const announcements: Announcements = {
    onDragStart: ({ active }) => said('board.picked')(active.id),
    onDragOver: ({ active, over }) => said('board.over')(active.id, over?.id),
    onDragEnd: ({ active, over }) => said('board.dropped')(active.id, over?.id),
    onDragCancel: ({ active }) => said('board.dropped')(active.id),
  }
  return (
    <Stack spacing={2}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('board.about')}
      </Typography>
      {tasks.data.length >= MOST_TASKS && <Alert severity="info">{t('tasks.most', { count: MOST_TASKS })}</Alert>}
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        accessibility={{ announcements, screenReaderInstructions: { draggable: t('board.how') } }}
        onDragStart={({ active }) => setDragged(String(active.id))}
        onDragCancel={() => setDragged(null)}
        onDragEnd={dropped}
      >
        <Box sx={{ display: 'flex', gap: 2, overflowX: 'auto', pb: 1, alignItems: 'stretch' }}>
          {columns(workflow, tasks.data).map(({ status, tasks: cards }) => (
            <BoardColumn
              key={status.key}
              status={status}
              cards={cards}
              projectId={project.id}
              refuses={moving !== undefined && !mayFollow(workflow, moving.status, status.key)}
              mayMove={(card) => mayEdit(card, me)}
            />
          ))}
        </Box>
        <DragOverlay>{moving && <BoardCard task={moving} projectId={project.id} lifted />}</DragOverlay>
      </DndContext>
    </Stack>
  )
}

/** Have the arrow keys carry a card to the column beside the one it is over. */
function toColumn(keys: string[]): KeyboardCoordinateGetter {
  return (event, { context: { over, active, droppableRects, collisionRect } }) => {
    const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : null
    if (step === null || !collisionRect) return undefined
    event.preventDefault()
    const from = String(over?.id ?? active?.data.current?.status ?? '')
    const rect = droppableRects.get(beside(keys, from, step))
    if (!rect) return undefined
    const { width, height } = collisionRect
    return { x: rect.left + (rect.width - width) / 2, y: rect.top + (rect.height - height) / 2 }
  }
}
