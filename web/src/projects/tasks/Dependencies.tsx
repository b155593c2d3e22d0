import CloseOutlined from '@mui/icons-material/CloseOutlined'
import {
  Autocomplete,
  Box,
  Button,
  IconButton,
  Link,
  List,
  ListItem,
  ListItemText,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { useMay } from '../../shared/access'
import { answered, api, type Schemas } from '../../shared/api/client'
import { Failure } from '../../shared/layout/Failure'
import { Choice } from '../Choice'
import { type Inside, type ListedTask, type Task, useAllTasks, useRefresh } from '../data'
import { Section } from '../Section'
import { useWords } from '../words'

type Relation = Schemas['Relation']
const RELATIONS: Relation[] = ['FS', 'SS', 'FF', 'SF']

/** What a task waits for, and what waits for it. */
export function Dependencies({ inside, task }: { inside: Inside; task: Task }) {
  const t = useWords()
  const mayWrite = useMay()('tasks:write')
  const projectId = inside.project.id
  const path = { projectId, taskId: task.id }
  const refresh = useRefresh(projectId)
  const graph = useQuery({
    queryKey: ['project', projectId, 'graph', task.id],
    queryFn: () => answered(api.GET('/v1/projects/{projectId}/tasks/{taskId}/dependency-graph', { params: { path } })),
  })
  const remove = useMutation({
    mutationFn: (dependsOnTaskId: string) =>
      answered(
        api.DELETE('/v1/projects/{projectId}/tasks/{taskId}/dependencies/{dependsOnTaskId}', {
          params: { path: { ...path, dependsOnTaskId } },
        }),
      ),
    onSuccess: refresh,
  })
  const links = graph.data?.dependencies ?? []
  const titles = new Map(graph.data?.tasks.map(({ id, title }) => [id, title]))
  const waitsFor = links.filter(({ taskId }) => taskId === task.id)
  const awaited = links.filter(({ dependsOnTaskId }) => dependsOnTaskId === task.id)
  const line = (other: string, link: Schemas['DependencyView'], removable: boolean) => (
    <ListItem
      key={other}
      disableGutters
      secondaryAction={
        removable && (
          <IconButton
            edge="end"
            disabled={remove.isPending}
            aria-label={t('depends.remove', { title: titles.get(other) ?? '' })}
            onClick={() => remove.mutate(other)}
          >
            <CloseOutlined />
          </IconButton>
        )
      }
    >
      <ListItemText
        primary={
          <Link component={RouterLink} to={`/projects/${projectId}/tasks/${other}`}>
            {titles.get(other) ?? '–'}
          </Link>
        }
        secondary={[
          t(`relation.${link.relation}`),
          link.lagMinutes !== 0 && t('depends.lag', { hours: link.lagMinutes / 60 }),
        ]
          .filter(Boolean)
          .join(' · ')}
      />
    </ListItem>
  )
  return (
    <Section title={t('depends.title')}>
      {graph.error && <Failure problem={graph.error} again={graph.refetch} />}
      {graph.data && links.length === 0 && (
        <Typography sx={{ color: 'text.secondary' }}>{t('depends.none')}</Typography>
      )}
      {waitsFor.length > 0 && (
        <Box>
          <Typography variant="body2">{t('depends.waitsFor')}</Typography>
          <List dense aria-label={t('depends.waitsFor')}>
            {waitsFor.map((link) => line(link.dependsOnTaskId, link, mayWrite))}
          </List>
        </Box>
      )}
      {awaited.length > 0 && (
        <Box>
          <Typography variant="body2">{t('depends.awaited')}</Typography>
          <List dense aria-label={t('depends.awaited')}>
            {awaited.map((link) => line(link.taskId, link, false))}
          </List>
        </Box>
      )}
      {mayWrite && <AddDependency inside={inside} task={task} />}
    </Section>
  )
}

function AddDependency({ inside, task }: { inside: Inside; task: Task }) {
  const t = useWords()
  const projectId = inside.project.id
  const refresh = useRefresh(projectId)
  const tasks = useAllTasks(projectId)
  const [other, setOther] = useState<ListedTask | null>(null)
  const [relation, setRelation] = useState<Relation>('FS')
  const [lag, setLag] = useState('0')
  const add = useMutation({
    mutationFn: (dependsOnTaskId: string) =>
      answered(
        api.PUT('/v1/projects/{projectId}/tasks/{taskId}/dependencies/{dependsOnTaskId}', {
          params: { path: { projectId, taskId: task.id, dependsOnTaskId } },
          body: { relation, lagMinutes: Math.round(Number(lag) * 60) },
        }),
      ),
    onSuccess: () => {
      setOther(null)
      refresh()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (other) add.mutate(other.id)
  }
  return (
    <Stack component="form" direction="row" spacing={1.5} useFlexGap sx={{ flexWrap: 'wrap' }} onSubmit={submit}>
      <Autocomplete
        size="small"
        options={tasks.data?.filter(({ id }) => id !== task.id) ?? []}
        value={other}
        getOptionLabel={({ title }) => title}
        getOptionKey={({ id }) => id}
        isOptionEqualToValue={(one, another) => one.id === another.id}
        onChange={(_, chosen) => setOther(chosen)}
        renderInput={(params) => <TextField {...params} label={t('depends.add')} />}
        sx={{ flex: '1 1 220px' }}
      />
      <Choice
        label={t('depends.relation')}
        value={relation}
        options={RELATIONS.map((value) => ({ value, name: t(`relation.${value}`) }))}
        choose={(value) => setRelation(value as Relation)}
        sx={{ flex: '1 1 180px' }}
      />
      <TextField
        size="small"
        type="number"
        label={t('depends.lagHours')}
        value={lag}
        onChange={(event) => setLag(event.target.value)}
        slotProps={{ htmlInput: { step: 'any' } }}
        sx={{ width: 110 }}
      />
      <Button type="submit" variant="outlined" disabled={!other || add.isPending}>
        {t('add')}
      </Button>
    </Stack>
  )
}
