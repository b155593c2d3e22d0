import { Box, Chip, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import type { Schemas } from '../../shared/api/client'
import { useDates } from '../calendar'
import type { ListedTask } from '../data'
import { useWords } from '../words'
import { chain } from './chart'

interface Props {
  label: string
  found: Schemas['PlanOutcome']
  tasks: Map<string, ListedTask>
  /** The tasks that somebody moves. */
  moved: string[]
}

/** So many moves are shown one by one. */
const SHOWN = 50

/** The tasks that another plan moves, from when to when, and why. */
export function Moves({ label, found, tasks, moved }: Props) {
  const t = useWords()
  const dates = useDates()
  const when = (moment: string | null) => (moment ? dates.moment(moment) : '–')
  if (found.moves.length === 0) return null
  return (
    <>
      <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={label}>
        <Table size="small" aria-label={label}>
          <TableHead>
            <TableRow>
              <TableCell>{t('task.title')}</TableCell>
              <TableCell>{t('impact.before')}</TableCell>
              <TableCell>{t('impact.after')}</TableCell>
              <TableCell>{t('impact.why')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {found.moves.slice(0, SHOWN).map((move) => (
              <TableRow key={move.taskId}>
                <TableCell component="th" scope="row">
                  {tasks.get(move.taskId)?.title ?? '–'}{' '}
                  {move.criticalAfter && <Chip size="small" variant="outlined" label={t('plan.critical')} />}
                </TableCell>
                <TableCell>{when(move.startBefore)}</TableCell>
                <TableCell>{when(move.startAfter)}</TableCell>
                <TableCell>
                  <Why moves={found.moves} taskId={move.taskId} tasks={tasks} moved={moved} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
      {found.moved > SHOWN && (
        <Typography variant="body2">{t('impact.more', { count: found.moved - SHOWN })}</Typography>
      )}
    </>
  )
}

type WhyProps = Pick<Props, 'tasks' | 'moved'> & { moves: Schemas['PlannedMove'][]; taskId: string }

function Why({ moves, taskId, tasks, moved }: WhyProps) {
  const t = useWords()
  const links = chain(moves, taskId)
  const first = links.at(-1)
  if (!first?.reason) return '–'
  const titles = links.slice(1).map((link) => tasks.get(link.taskId)?.title ?? '–')
  const beyond = first.driverTaskId && (tasks.get(first.driverTaskId)?.title ?? '–')
  const via = beyond ? [...titles, beyond] : titles
  const root = moved.includes(first.taskId) ? t('why.moved') : beyond ? '' : t(`why.${first.reason}`)
  return [...via.map((title) => t('why.after', { title })), root].filter(Boolean).join(' ← ')
}
