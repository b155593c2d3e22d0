import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answered, api } from '../../shared/api/client'
import { Choice } from '../Choice'
import { useDates } from '../calendar'
import { type Inside, nameOf, PRIORITIES, type Priority, useRefresh } from '../data'
import { useWords } from '../words'

/** Ask what is to be done, and make a task of it; with `parentId` as a part of another. */
export function CreateTask({ inside, parentId, close }: { inside: Inside; parentId?: string; close(): void }) {
  const t = useWords()
  const dates = useDates()
  const { project, people } = inside
  const refresh = useRefresh(project.id)
  const [written, setWritten] = useState({
    title: '',
    description: '',
    priority: 'medium' as Priority,
    assigneeId: '',
    dueOn: '',
    hours: '',
  })
  const [key] = useState(() => crypto.randomUUID())
  const write = (change: Partial<typeof written>) => setWritten({ ...written, ...change })
  const create = useMutation({
    mutationFn: () => {
      const { title, description, priority, assigneeId, dueOn, hours } = written
      return answered(
        api.POST('/v1/projects/{projectId}/tasks', {
          params: { path: { projectId: project.id }, header: { 'Idempotency-Key': key } },
          body: {
            title,
            description,
            priority,
            assigneeId: assigneeId || null,
            parentId: parentId ?? null,
            dueAt: dueOn ? dates.end(dueOn) : null,
            estimatedHours: hours || null,
          },
        }),
      )
    },
    onSuccess: () => {
      refresh()
      close()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  const shrink = { inputLabel: { shrink: true } }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="create-task">
      <form onSubmit={submit}>
        <DialogTitle id="create-task">{t('task.create')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <TextField
              autoFocus
              required
              label={t('task.title')}
              value={written.title}
              onChange={(event) => write({ title: event.target.value })}
            />
            <TextField
              multiline
              minRows={3}
              label={t('task.description')}
              value={written.description}
              onChange={(event) => write({ description: event.target.value })}
            />
            <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
              <Choice
                label={t('task.assignee')}
                value={written.assigneeId}
                options={[
                  { value: '', name: t('task.nobody') },
                  ...people
                    .filter(({ role }) => role !== 'observer')
                    .map(({ memberId }) => ({ value: memberId, name: nameOf(people, memberId) })),
                ]}
                choose={(assigneeId) => write({ assigneeId })}
                sx={{ flex: 1 }}
              />
              <Choice
                label={t('task.priority')}
                value={written.priority}
                options={PRIORITIES.map((value) => ({ value, name: t(`priority.${value}`) }))}
                choose={(priority) => write({ priority: priority as Priority })}
                sx={{ flex: 1 }}
              />
            </Stack>
            <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
              <TextField
                fullWidth
                size="small"
                type="date"
                label={t('task.due')}
                value={written.dueOn}
                slotProps={shrink}
                onChange={(event) => write({ dueOn: event.target.value })}
              />
              <TextField
                fullWidth
                size="small"
                type="number"
                label={t('task.estimatedHours')}
                value={written.hours}
                slotProps={{ ...shrink, htmlInput: { min: 0, step: 'any' } }}
                onChange={(event) => write({ hours: event.target.value })}
              />
            </Stack>
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" disabled={create.isPending || !written.title.trim()}>
            {t('create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
