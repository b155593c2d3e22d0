import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, Typography } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { answered, api } from '../../shared/api/client'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { Choice } from '../Choice'
import { type Task, useEveryProject } from '../data'
import { useWords } from '../words'

/** Ask to which other project a task goes. */
export function MoveToProject({ task, close }: { task: Task; close(): void }) {
  const t = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [toProjectId, choose] = useState('')
  const projects = useEveryProject()
  const move = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/projects/{projectId}/tasks/{taskId}/move', {
          params: { path: { projectId: task.projectId, taskId: task.id } },
          body: { toProjectId },
        }),
      ),
    onSuccess: () => {
      close()
      navigate(`/projects/${toProjectId}/tasks/${task.id}`)
      queries.invalidateQueries({ queryKey: ['project'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    move.mutate()
  }
  const others = projects.data?.filter(({ id, status }) => id !== task.projectId && status !== 'archived')
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="move-to-project">
      <form onSubmit={submit}>
        <DialogTitle id="move-to-project">{t('move.title')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            <Typography>{t('move.text')}</Typography>
            {projects.error && <Failure problem={projects.error} again={projects.refetch} />}
            {projects.isPending && <Loading />}
            {others?.length === 0 && <Typography>{t('move.none')}</Typography>}
            {others && others.length > 0 && (
              <Choice
                label={t('move.to')}
                value={toProjectId}
                options={others.map(({ id, name }) => ({ value: id, name }))}
                choose={choose}
              />
            )}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!toProjectId || move.isPending}>
            {t('move.do')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
