import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  List,
  ListItem,
  ListItemText,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answered, api, type Schemas } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { Choice } from '../Choice'
import { useDates } from '../calendar'
import type { ListedTask } from '../data'
import { useWords } from '../words'

type Constraint = Schemas['Constraint']
const CONSTRAINTS: Constraint[] = ['ASAP', 'ALAP', 'SNET', 'SNLT', 'FNET', 'FNLT', 'MSO', 'MFO']

interface Props {
  projectId: string
  task: ListedTask
  tasks: Map<string, ListedTask>
  /** There where the task may be moved. */
  propose?: (plan: Schemas['TaskPlan']) => void
  close(): void
}

/** Where a task stands and why, and what is asked of its dates: what dragging its bar does, as a form. */
export function MoveTask({ projectId, task, tasks, propose, close }: Props) {
  const t = useWords()
  const project = useDates()
  const locale = language((state) => state.locale)
  const path = { projectId, taskId: task.id }
  const dates = useQuery({
    queryKey: ['project', projectId, 'dates', task.id],
    queryFn: () => answered(api.GET('/v1/projects/{projectId}/tasks/{taskId}/dates', { params: { path } })),
  })
  const float = Math.round((dates.data?.totalFloatMinutes ?? 0) / 6) / 10
  const { constraintAt } = task.plan
  const [constraint, setConstraint] = useState<Constraint>(
    task.plan.constraint === 'ASAP' ? 'SNET' : task.plan.constraint,
  )
  const [day, setDay] = useState(constraintAt ? project.day(constraintAt) : '')
  const isDated = constraint !== 'ASAP' && constraint !== 'ALAP'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isStart = constraint.startsWith('S') || constraint === 'MSO'
    const at = isStart ? project.begin(day) : project.end(day)
    propose?.({ ...task.plan, constraint, constraintAt: isDated ? at : null })
  }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="move-task">
      <form onSubmit={submit}>
        <DialogTitle id="move-task">{task.title}</DialogTitle>
        <DialogContent dividers>
          {dates.error && <Failure problem={dates.error} again={dates.refetch} />}
          {dates.isPending && <Loading />}
          {dates.data && (
            <Stack spacing={2}>
              <Typography>
                {t('dates.span', {
                  start: project.moment(dates.data.start),
                  finish: project.moment(dates.data.finish),
                })}
              </Typography>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {dates.data.critical
                  ? t('dates.critical')
                  : t(float === 1 ? 'dates.floatOne' : 'dates.float', { hours: float.toLocaleString(locale) })}
              </Typography>
              <Typography variant="h3">{t('dates.why')}</Typography>
              <List dense disablePadding>
                {dates.data.causes.slice(0, 12).map((cause) => (
                  <ListItem key={cause.taskId} disableGutters>
                    <ListItemText
                      primary={tasks.get(cause.taskId)?.title ?? '–'}
                      secondary={t(`why.${cause.reason}`)}
                    />
                  </ListItem>
                ))}
              </List>
              {propose && (
                <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
                  <Choice
                    label={t('dates.constraint')}
                    value={constraint}
                    options={CONSTRAINTS.map((value) => ({ value, name: t(`constraint.${value}`) }))}
                    choose={(value) => setConstraint(value as Constraint)}
                    sx={{ flex: 1 }}
                  />
                  {isDated && (
                    <TextField
                      required
                      size="small"
                      type="date"
                      label={t('dates.day')}
                      value={day}
                      onChange={(event) => setDay(event.target.value)}
                      slotProps={{ inputLabel: { shrink: true } }}
                      sx={{ flex: 1 }}
                    />
                  )}
                </Stack>
              )}
            </Stack>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('close')}</Button>
          {propose && (
            <Button type="submit" variant="contained" disabled={isDated && !day}>
              {t('dates.preview')}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  )
}
