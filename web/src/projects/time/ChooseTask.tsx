import {
  Autocomplete,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  TextField,
} from '@mui/material'
import { type FormEvent, useState } from 'react'
import { Failure } from '../../shared/layout/Failure'
import { type ListedTask, useAllTasks, useEveryProject } from '../data'
import { useWords } from '../words'

interface Chosen {
  projectId: string
  taskId: string
}

/** Ask for the task that a week gets a row for. */
export function ChooseTask({ choose, close }: { choose(chosen: Chosen): void; close(): void }) {
  const t = useWords()
  const projects = useEveryProject()
  const [project, setProject] = useState<{ id: string; name: string } | null>(null)
  const [task, setTask] = useState<ListedTask | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (project && task) choose({ projectId: project.id, taskId: task.id })
  }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="choose-task">
      <form onSubmit={submit}>
        <DialogTitle id="choose-task">{t('week.add')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            {projects.error && <Failure problem={projects.error} again={projects.refetch} />}
            <Autocomplete
              options={(projects.data ?? []).filter(({ status }) => status !== 'archived')}
              loading={projects.isPending}
              getOptionKey={({ id }) => id}
              getOptionLabel={({ name }) => name}
              isOptionEqualToValue={(one, other) => one.id === other.id}
              onChange={(_, chosen) => {
                setProject(chosen)
                setTask(null)
              }}
              renderInput={(params) => <TextField {...params} autoFocus label={t('week.project')} />}
            />
            {project && <TaskOf key={project.id} projectId={project.id} choose={setTask} />}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!task}>
            {t('add')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

function TaskOf({ projectId, choose }: { projectId: string; choose(task: ListedTask | null): void }) {
  const t = useWords()
  const tasks = useAllTasks(projectId)
  return (
    <Autocomplete
      options={tasks.data ?? []}
      loading={tasks.isPending}
      getOptionKey={({ id }) => id}
      getOptionLabel={({ title }) => title}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      onChange={(_, task) => choose(task)}
      renderInput={(params) => <TextField {...params} label={t('timesheet.task')} />}
    />
  )
}
