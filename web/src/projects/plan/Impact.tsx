import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, Typography } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { answered, api } from '../../shared/api/client'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { useDates } from '../calendar'
import { type ListedTask, useRefresh } from '../data'
import { Figure } from '../Figure'
import { useWords } from '../words'
import { applyPlans, replaced } from './applying'
import type { Assumed } from './data'
import { Moves } from './Moves'

/** What is asked of tasks, where that is nothing what changed since the plan was made, or that nobody has too much. */
export type Change = { by: 'dates'; assume: Assumed[] } | { by: 'levelling' }

interface Props {
  projectId: string
  tasks: Map<string, ListedTask>
  change: Change
  close(): void
}

/** What a change of the plan would move, and why; nothing is stored until somebody applies it. */
export function Impact({ projectId, tasks, change, close }: Props) {
  const t = useWords()
  const refresh = useRefresh(projectId)
  const dates = useDates()
  const path = { projectId }
  const assume = change.by === 'dates' ? change.assume : []
  const isLevelling = change.by === 'levelling'
  const ask = (body: { apply: boolean; assume?: Assumed[] }) =>
    answered(
      isLevelling
        ? api.POST('/v1/projects/{projectId}/level', { params: { path }, body })
        : api.POST('/v1/projects/{projectId}/schedule', { params: { path }, body }),
    )
  const preview = useQuery({
    queryKey: ['project', projectId, 'impact', change],
    queryFn: () => ask(isLevelling ? { apply: false } : { apply: false, assume }),
    gcTime: 0,
  })
  const before = assume.flatMap(({ taskId }) => {
    const plan = tasks.get(taskId)?.plan
    return plan ? [{ taskId, plan }] : []
  })
  const apply = useMutation({
    mutationFn: () =>
      applyPlans(assume, before, {
        store: ({ taskId, plan }) => {
          const params = { path: { ...path, taskId } }
          return answered(api.PUT('/v1/projects/{projectId}/tasks/{taskId}/plan', { params, body: { plan } }))
        },
        schedule: () => ask({ apply: true }),
      }),
    onSuccess: (stopped) => {
      if (!stopped) close()
      refresh()
    },
  })
  const stopped = apply.data
  const found = preview.data
  const when = (moment: string | null) => (moment ? dates.moment(moment) : '–')
  const asked = ({ constraint, constraintAt }: Assumed['plan']) =>
    [t(`constraint.${constraint}`), constraintAt && dates.date(constraintAt)].filter(Boolean).join(' ')
  const title = t(isLevelling ? 'level.title' : 'impact.title')
  return (
    <Dialog open onClose={close} fullWidth maxWidth="md" aria-labelledby="impact">
      <DialogTitle id="impact">{title}</DialogTitle>
      <DialogContent dividers>
        {preview.error && <Failure problem={preview.error} again={preview.refetch} />}
        {preview.isPending && <Loading />}
        {found && (
          <Stack spacing={2}>
            {isLevelling && <Typography>{t('level.text')}</Typography>}
            <Stack direction="row" spacing={3} useFlexGap sx={{ flexWrap: 'wrap' }}>
              <Figure name={t('impact.finishBefore')} value={when(found.finishBefore)} />
              <Figure name={t('impact.finish')} value={when(found.finish)} />
              <Figure name={t('impact.moved')} value={found.moved} />
              <Figure name={t('impact.critical')} value={found.critical} />
            </Stack>
            {found.moved === 0 && <Alert severity="success">{t('impact.nothing')}</Alert>}
            {found.unresolved.length > 0 && (
              <Alert severity="warning">
                {t('level.unresolved')} {found.unresolved.map((id) => tasks.get(id)?.title ?? '–').join(', ')}
              </Alert>
            )}
            {replaced(assume, before).map(({ from, to }) => (
              <Alert key={to.taskId} severity="warning">
                {t('impact.replaces', {
                  title: tasks.get(to.taskId)?.title ?? '–',
                  before: asked(from.plan),
                  after: asked(to.plan),
                })}
              </Alert>
            ))}
            <Moves label={title} found={found} tasks={tasks} moved={assume.map(({ taskId }) => taskId)} />
          </Stack>
        )}
        {stopped && (
          <Alert severity="error" sx={{ mt: 2 }}>
            {stopped.problem instanceof Error && stopped.problem.message}{' '}
            {stopped.left.length === 0
              ? t('impact.putBack')
              : t('impact.left', { titles: stopped.left.map((id) => tasks.get(id)?.title ?? '–').join(', ') })}
          </Alert>
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
