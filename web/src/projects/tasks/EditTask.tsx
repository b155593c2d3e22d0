import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answered, api } from '../../shared/api/client'
import { Choice } from '../Choice'
import { useDates } from '../calendar'
import { type Inside, PRIORITIES, type Priority, type Task, useRefresh } from '../data'
import { useWords } from '../words'

/** Change what a task says. */
export function EditTask({ inside, task, close }: { inside: Inside; task: Task; close(): void }) {
  const t = useWords()
  const dates = useDates()
  const refresh = useRefresh(inside.project.id)
  const [written, setWritten] = useState({
    title: task.title,
    description: task.description,
    priority: task.priority,
    dueOn: task.dueAt ? dates.day(task.dueAt) : '',
    hours: task.estimatedHours ?? '',
    tags: task.tags.join(', '),
  })
  const write = (change: Partial<typeof written>) => setWritten({ ...written, ...change })
  const save = useMutation({
    mutationFn: () => {
      const { title, description, priority, dueOn, hours } = written
      const stays = task.dueAt !== null && dueOn === dates.day(task.dueAt)
      const dueAt = stays ? task.dueAt : dueOn ? dates.end(dueOn) : null
      const tags = written.tags.split(',').map((tag) => tag.trim())
      return answered(
        api.PATCH('/v1/projects/{projectId}/tasks/{taskId}', {
          params: { path: { projectId: inside.project.id, taskId: task.id } },
          body: { title, description, priority, dueAt, estimatedHours: hours || null, tags: tags.filter(Boolean) },
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
    save.mutate()
  }
  const shrink = { inputLabel: { shrink: true } }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="edit-task">
      <form onSubmit={submit}>
        <DialogTitle id="edit-task">{t('task.edit')}</DialogTitle>
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
              minRows={4}
              label={t('task.description')}
              helperText={t('markdown')}
              value={written.description}
              onChange={(event) => write({ description: event.target.value })}
            />
            <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
              <Choice
                label={t('task.priority')}
                value={written.priority}
                options={PRIORITIES.map((value) => ({ value, name: t(`priority.${value}`) }))}
                choose={(priority) => write({ priority: priority as Priority })}
                sx={{ flex: 1 }}
              />
              <TextField
                size="small"
                type="date"
                label={t('task.due')}
                value={written.dueOn}
                slotProps={shrink}
                onChange={(event) => write({ dueOn: event.target.value })}
                sx={{ flex: 1 }}
              />
              <TextField
                size="small"
                type="number"
                label={t('task.estimatedHours')}
                value={written.hours}
                slotProps={{ ...shrink, htmlInput: { min: 0, step: 'any' } }}
                onChange={(event) => write({ hours: event.target.value })}
                sx={{ flex: 1 }}
              />
            </Stack>
            <TextField
              label={t('task.tags')}
              helperText={t('task.tagsHelp')}
              value={written.tags}
              onChange={(event) => write({ tags: event.target.value })}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" disabled={save.isPending || !written.title.trim()}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
