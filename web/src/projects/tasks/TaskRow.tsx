import { Checkbox, Chip, Link, Stack, TableCell, TableRow } from '@mui/material'
import { Link as RouterLink } from 'react-router'
import { useDates } from '../calendar'
import type { Inside, ListedTask } from '../data'
import { useWords } from '../words'
import { PriorityChip } from './PriorityChip'
import { StatusChoice } from './StatusChoice'

interface Props {
  task: ListedTask
  inside: Inside
  picked?: boolean
  pick?: (isPicked: boolean) => void
}

export function TaskRow({ task, inside, picked = false, pick }: Props) {
  const t = useWords()
  const dates = useDates()
  const late = task.dueAt !== null && task.completedAt === null && Date.parse(task.dueAt) < Date.now()
  return (
    <TableRow hover selected={picked}>
      {pick && (
        <TableCell padding="checkbox">
          <Checkbox
            checked={picked}
            onChange={(_, isPicked) => pick(isPicked)}
            slotProps={{ input: { 'aria-label': t('tasks.pick', { title: task.title }) } }}
          />
        </TableCell>
      )}
      <TableCell component="th" scope="row" sx={{ minWidth: 220 }}>
        <Link component={RouterLink} to={`/projects/${inside.project.id}/tasks/${task.id}`} underline="hover">
          {task.title}
        </Link>
        {task.tags.length > 0 && (
          <Stack direction="row" spacing={0.5} useFlexGap sx={{ flexWrap: 'wrap', mt: 0.5 }}>
            {task.tags.map((tag) => (
              <Chip key={tag} size="small" variant="outlined" label={tag} />
            ))}
          </Stack>
        )}
      </TableCell>
      <TableCell>
        <StatusChoice task={task} project={inside.project} me={inside.me} bare />
      </TableCell>
      <TableCell>
        <PriorityChip priority={task.priority} />
      </TableCell>
      <TableCell>{task.assigneeName ?? t('task.nobody')}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        {task.dueAt && dates.date(task.dueAt)}
        {late && <Chip size="small" color="error" label={t('task.late')} sx={{ ml: 1 }} />}
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        {task.actualHours ?? '0'} / {task.estimatedHours ?? '–'}
      </TableCell>
    </TableRow>
  )
}
