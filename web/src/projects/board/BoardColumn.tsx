import { useDraggable, useDroppable } from '@dnd-kit/core'
import CircleIcon from '@mui/icons-material/Circle'
import DragIndicatorOutlined from '@mui/icons-material/DragIndicatorOutlined'
import { Box, Card, Chip, IconButton, Link, Stack, Typography } from '@mui/material'
import { memo, type ReactNode } from 'react'
import { Link as RouterLink } from 'react-router'
import { useDates } from '../calendar'
import type { ListedTask } from '../data'
import { PriorityChip } from '../tasks/PriorityChip'
import { useWords } from '../words'
import { STAGE_COLOURS } from '../workflow'
import type { Column } from './columns'

interface Props {
  status: Column['status']
  cards: ListedTask[]
  projectId: string
  /** Whether what is dragged may not come here. */
  refuses: boolean
  mayMove(card: ListedTask): boolean
}

export function BoardColumn({ status, cards, projectId, refuses, mayMove }: Props) {
  const { setNodeRef, isOver } = useDroppable({ id: status.key })
  return (
    <Box
      ref={setNodeRef}
      component="section"
      aria-label={status.name}
      sx={{
        flex: '1 0 250px',
        minHeight: 320,
        p: 1.5,
        borderRadius: 2,
        border: 1,
        borderColor: isOver ? (refuses ? 'error.main' : 'primary.main') : 'divider',
        bgcolor: 'action.hover',
        opacity: refuses ? 0.55 : 1,
      }}
    >
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center', mb: 1.5 }}>
        <CircleIcon sx={{ fontSize: 12, color: STAGE_COLOURS[status.stage] }} />
        <Typography variant="h3" component="h2" sx={{ flexGrow: 1 }}>
          {status.name}
        </Typography>
        <Chip size="small" variant="outlined" label={cards.length} />
      </Stack>
      <Stack component="ul" spacing={1} sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {cards.map((card) => (
          <li key={card.id}>
            <Movable task={card} projectId={projectId} disabled={!mayMove(card)} />
          </li>
        ))}
      </Stack>
    </Box>
  )
}

function Movable({ task, projectId, disabled }: { task: ListedTask; projectId: string; disabled: boolean }) {
  const t = useWords()
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: task.id,
    disabled,
    data: { status: task.status },
  })
  return (
    <Box ref={setNodeRef} sx={{ opacity: isDragging ? 0.35 : 1 }} {...(disabled ? {} : listeners)}>
      <BoardCard
        task={task}
        projectId={projectId}
        handle={
          !disabled && (
            <IconButton
              ref={setActivatorNodeRef}
              size="small"
              {...attributes}
              aria-label={t('board.move', { title: task.title })}
            >
              <DragIndicatorOutlined fontSize="small" />
            </IconButton>
          )
        }
      />
    </Box>
  )
}

interface CardProps {
  task: ListedTask
  projectId: string
  lifted?: boolean
  handle?: ReactNode
}

export const BoardCard = memo(function BoardCard({ task, projectId, lifted = false, handle }: CardProps) {
  const t = useWords()
  const dates = useDates()
  return (
    <Card variant="outlined" sx={{ p: 1.5, boxShadow: lifted ? 6 : 0 }}>
      <Stack spacing={1}>
        <Stack direction="row" spacing={0.5} sx={{ alignItems: 'flex-start' }}>
          <Link
            component={RouterLink}
            to={`/projects/${projectId}/tasks/${task.id}`}
            underline="hover"
            color="inherit"
            sx={{ flexGrow: 1, fontWeight: 600, overflowWrap: 'anywhere' }}
          >
            {task.title}
          </Link>
          {handle}
        </Stack>
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <PriorityChip priority={task.priority} />
          {task.dueAt && <Typography variant="body2">{dates.date(task.dueAt)}</Typography>}
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {task.assigneeName ?? t('task.nobody')}
          </Typography>
        </Stack>
      </Stack>
    </Card>
  )
})
