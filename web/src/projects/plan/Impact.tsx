import {
  Alert,
  Box,
  Button,
  Chip,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { type ListedTask, useRefresh } from '../data'
import { momentText } from '../days'
import { Figure } from '../Figure'
import { useWords } from '../words'
import { chain } from './chart'
import type { Assumed } from './data'

interface Props {
  projectId: string
  tasks: Map<string, ListedTask>
  /** What is assumed of tasks; where that is nothing, what changed since the plan was made is told. */
  assume: Assumed[]
  close(): void
}

/** So many moves are shown one by one. */
const SHOWN = 50

/** What a change of the plan would move, and why; nothing is stored until somebody applies it. */
export function Impact({ projectId, tasks, assume, close }: Props) {
  const t = useWords()
  const refresh = useRefresh(projectId)
  const locale = language((state) => state.locale)
  const path = { projectId }
  const preview = useQuery({
    queryKey: ['project', projectId, 'impact', assume],
    queryFn: () => answered(api.POST('/v1/projects/{projectId}/schedule', { params: { path }, body: { assume } })),
    gcTime: 0,
  })
  const apply = useMutation({
    mutationFn: async () => {
      for (const { taskId, plan } of assume) {
        const params = { path: { ...path, taskId } }
        await answered(api.PUT('/v1/projects/{projectId}/tasks/{taskId}/plan', { params, body: { plan } }))
      }
      return answered(api.POST('/v1/projects/{projectId}/schedule', { params: { path }, body: { apply: true } }))
    },
    onSuccess: () => {
      close()
      refresh()
    },
  })
  const found = preview.data
  const when = (moment: string | null) => (moment ? momentText(moment, locale) : '–')
  return (
    <Dialog open onClose={close} fullWidth maxWidth="md" aria-labelledby="impact">
      <DialogTitle id="impact">{t('impact.title')}</DialogTitle>
      <DialogContent dividers>
        {preview.error && <Failure problem={preview.error} again={preview.refetch} />}
        {preview.isPending && <Loading />}
        {found && (
          <Stack spacing={2}>
            <Stack direction="row" spacing={3} useFlexGap sx={{ flexWrap: 'wrap' }}>
              <Figure name={t('impact.finishBefore')} value={when(found.finishBefore)} />
              <Figure name={t('impact.finish')} value={when(found.finish)} />
              <Figure name={t('impact.moved')} value={found.moved} />
              <Figure name={t('impact.critical')} value={found.critical} />
            </Stack>
            {found.moved === 0 && <Alert severity="success">{t('impact.nothing')}</Alert>}
            {found.moves.length > 0 && (
              <Box sx={{ overflowX: 'auto' }}>
                <Table size="small" aria-label={t('impact.title')}>
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
                          <Why moves={found.moves} taskId={move.taskId} tasks={tasks} assume={assume} />
                        </TableCell>
                      </TableRow>
                    ))}
                  </TableBody>
                </Table>
              </Box>
            )}
            {found.moved > SHOWN && (
              <Typography variant="body2">{t('impact.more', { count: found.moved - SHOWN })}</Typography>
            )}
          </Stack>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('impact.discard')}</Button>
        <Button variant="contained" disabled={!found || apply.isPending} onClick={() => apply.mutate()}>
          {t('impact.apply')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

type WhyProps = { moves: Schemas['PlannedMove'][]; taskId: string; tasks: Map<string, ListedTask>; assume: Assumed[] }

function Why({ moves, taskId, tasks, assume }: WhyProps) {
  const t = useWords()
  const links = chain(moves, taskId)
  const first = links.at(-1)
  if (!first?.reason) return '–'
  const titles = links.slice(1).map((link) => tasks.get(link.taskId)?.title ?? '–')
  const beyond = first.driverTaskId && (tasks.get(first.driverTaskId)?.title ?? '–')
  const via = beyond ? [...titles, beyond] : titles
  const isOwn = assume.some((each) => each.taskId === first.taskId)
  const root = isOwn ? t('why.moved') : beyond ? '' : t(`why.${first.reason}`)
  return [...via.map((title) => t('why.after', { title })), root].filter(Boolean).join(' ← ')
}
