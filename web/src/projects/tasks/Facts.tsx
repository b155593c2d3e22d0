import { Box, Button, Stack, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { Fragment, type ReactNode, useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { Choice } from '../Choice'
import { useDates } from '../calendar'
import { type Inside, nameOf, type Task, useRefresh } from '../data'
import { momentText } from '../days'
import { Section } from '../Section'
import { useWords } from '../words'
import { PriorityChip } from './PriorityChip'
import { StatusChoice } from './StatusChoice'

/** How a task stands, who has it, and when it is due. */
export function Facts({ inside, task }: { inside: Inside; task: Task }) {
  const t = useWords()
  const locale = language((state) => state.locale)
  const dates = useDates()
  const mayAssign = useMay()('tasks:write')
  const { project, people } = inside
  const refresh = useRefresh(project.id)
  const params = { path: { projectId: project.id, taskId: task.id } }
  const [watched, setWatched] = useState(false)
  const assign = useMutation({
    mutationFn: (assigneeId: string | null) =>
      answered(api.PUT('/v1/projects/{projectId}/tasks/{taskId}/assignee', { params, body: { assigneeId } })),
    onSuccess: refresh,
  })
  const watch = useMutation({
    mutationFn: (isOn: boolean) =>
      answered(
        isOn
          ? api.PUT('/v1/projects/{projectId}/tasks/{taskId}/watch', { params })
          : api.DELETE('/v1/projects/{projectId}/tasks/{taskId}/watch', { params }),
      ),
    onSuccess: (_, isOn) => setWatched(isOn),
  })
  const assignable = people.filter(({ role, memberId }) => role !== 'observer' || memberId === task.assigneeId)
  const facts: [string, ReactNode][] = [
    [t('task.priority'), <PriorityChip key="priority" priority={task.priority} />],
    [t('task.due'), task.dueAt ? dates.date(task.dueAt) : '–'],
    [t('task.estimatedHours'), task.estimatedHours ?? '–'],
    [t('task.actualHours'), task.actualHours ?? '–'],
    [t('task.reporter'), nameOf(people, task.reporterId)],
    [t('task.tags'), task.tags.join(', ') || '–'],
    [t('task.parts'), task.subtaskCount],
    [t('task.changed'), momentText(task.updatedAt, locale)],
  ]
  return (
    <Section title={t('task.facts')}>
      <Stack spacing={2}>
        <StatusChoice task={task} project={project} me={inside.me} />
        <Choice
          label={t('task.assignee')}
          value={task.assigneeId ?? ''}
          disabled={!mayAssign || assign.isPending}
          options={[
            { value: '', name: t('task.nobody') },
            ...assignable.map(({ memberId }) => ({ value: memberId, name: nameOf(people, memberId) })),
          ]}
          choose={(value) => assign.mutate(value || null)}
        />
        <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 2, rowGap: 1, m: 0 }}>
          {facts.map(([name, value]) => (
            <Fragment key={name}>
              <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
                {name}
              </Typography>
              <Typography component="dd" variant="body2" sx={{ m: 0 }}>
                {value}
              </Typography>
            </Fragment>
          ))}
        </Box>
        <Stack direction="row" spacing={1}>
          {!watched && (
            <Button size="small" disabled={watch.isPending} onClick={() => watch.mutate(true)}>
              {t('task.watch')}
            </Button>
          )}
          <Button size="small" disabled={watch.isPending} onClick={() => watch.mutate(false)}>
            {t('task.unwatch')}
          </Button>
        </Stack>
      </Stack>
    </Section>
  )
}
