import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answered, api } from '../../shared/api/client'
import { Choice } from '../Choice'
import { type Project, showChanged, type Task, useMayEdit, useRefresh } from '../data'
import { useWords } from '../words'
import { followers } from '../workflow'

/** A task's status, where it is shown; changed at once and put back where that is refused. */
export function StatusChoice({
  task,
  project,
  me,
  bare,
}: {
  task: Task
  project: Project
  me: string
  bare?: boolean
}) {
  const t = useWords()
  const mayEdit = useMayEdit()
  const change = useStatusChange(project.id)
  return (
    <Choice
      label={bare ? t('task.statusOf', { title: task.title }) : t('task.status')}
      bare={bare ?? false}
      value={change.isPending ? change.variables.status : task.status}
      disabled={!mayEdit(task, me) || change.isPending}
      options={followers(project.settings.workflow, task.status).map(({ key, name }) => ({ value: key, name }))}
      choose={(status) => status !== task.status && change.mutate({ taskId: task.id, status })}
    />
  )
}

export function useStatusChange(projectId: string) {
  const queries = useQueryClient()
  const refresh = useRefresh(projectId)
  return useMutation({
    mutationFn: ({ taskId, status }: { taskId: string; status: string }) => {
      const params = { path: { projectId, taskId } }
      return answered(api.PUT('/v1/projects/{projectId}/tasks/{taskId}/status', { params, body: { status } }))
    },
    onMutate: ({ taskId, status }) => showChanged(queries, projectId, taskId, { status }),
    onError: (_, __, putBack) => putBack?.(),
    onSettled: refresh,
  })
}
