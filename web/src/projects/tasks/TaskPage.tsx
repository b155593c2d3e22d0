import { Box, Breadcrumbs, Button, Link, Stack, Typography } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link as RouterLink, useNavigate, useParams } from 'react-router'
import { useMay } from '../../shared/access'
import { answered, api } from '../../shared/api/client'
import { Confirm } from '../../shared/layout/Confirm'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { Markdown } from '../../shared/Markdown'
import { useInside, useMayEdit, useRefresh } from '../data'
import { Section } from '../Section'
import { useWords } from '../words'
import { Attachments } from './Attachments'
import { Comments } from './Comments'
import { CreateTask } from './CreateTask'
import { Dependencies } from './Dependencies'
import { EditTask } from './EditTask'
import { Estimate } from './Estimate'
import { Facts } from './Facts'
import { MoveToProject } from './MoveToProject'
import { TaskTime } from './TaskTime'

/** Everything about a task. */
export function TaskPage() {
  const t = useWords()
  const inside = useInside()
  const may = useMay()
  const navigate = useNavigate()
  const mayEdit = useMayEdit()
  const { taskId = '' } = useParams()
  const [open, setOpen] = useState<'edit' | 'part' | 'move' | 'delete' | null>(null)
  const projectId = inside.project.id
  const refresh = useRefresh(projectId)
  const path = { projectId, taskId }
  const task = useQuery({
    queryKey: ['project', projectId, 'task', taskId],
    queryFn: () => answered(api.GET('/v1/projects/{projectId}/tasks/{taskId}', { params: { path } })),
  })
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE('/v1/projects/{projectId}/tasks/{taskId}', { params: { path } })),
    onSuccess: () => {
      navigate(`/projects/${projectId}`)
      refresh()
    },
    onError: () => setOpen(null),
  })
  if (task.error) return <Failure problem={task.error} again={task.refetch} />
  if (!task.data) return <Loading />
  const { title, description } = task.data
  const parts = { inside, task: task.data }
  return (
    <Stack spacing={2}>
      <Breadcrumbs aria-label={t('task.place')}>
        <Link component={RouterLink} to={`/projects/${projectId}`} underline="hover" color="text.secondary">
          {t('tab.tasks')}
        </Link>
        {task.data.parentId && (
          <Link
            component={RouterLink}
            to={`/projects/${projectId}/tasks/${task.data.parentId}`}
            underline="hover"
            color="text.secondary"
          >
            {t('task.parent')}
          </Link>
        )}
      </Breadcrumbs>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography variant="h2" sx={{ flexGrow: 1, overflowWrap: 'anywhere' }}>
          {title}
        </Typography>
        {may('tasks:write') && <Button onClick={() => setOpen('part')}>{t('task.createPart')}</Button>}
        {may('tasks:write') && <Button onClick={() => setOpen('move')}>{t('move.open')}</Button>}
        {may('tasks:write') && (
          <Button color="error" onClick={() => setOpen('delete')}>
            {t('delete')}
          </Button>
        )}
        {mayEdit(task.data, inside.me) && (
          <Button variant="outlined" onClick={() => setOpen('edit')}>
            {t('edit')}
          </Button>
        )}
      </Box>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: '2fr 1fr' }, alignItems: 'start' }}>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Section title={t('task.description')}>
            {description ? (
              <Markdown text={description} />
            ) : (
              <Typography sx={{ color: 'text.secondary' }}>{t('task.noDescription')}</Typography>
            )}
          </Section>
          <Dependencies {...parts} />
          <Comments {...parts} />
        </Stack>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Facts {...parts} />
          <Estimate {...parts} />
          <TaskTime {...parts} />
          <Attachments {...parts} />
        </Stack>
      </Box>
      {open === 'edit' && <EditTask {...parts} close={() => setOpen(null)} />}
      {open === 'part' && <CreateTask inside={inside} parentId={taskId} close={() => setOpen(null)} />}
      {open === 'move' && <MoveToProject task={task.data} close={() => setOpen(null)} />}
      {open === 'delete' && (
        <Confirm
          title={t('task.deleteTitle', { title })}
          text={t('task.deleteText')}
          action={t('delete')}
          pending={remove.isPending}
          destructive
          confirm={() => remove.mutate()}
          close={() => setOpen(null)}
        />
      )}
    </Stack>
  )
}
