import { Autocomplete, Box, TextField, Typography } from '@mui/material'
import { Choice } from '../Choice'
import { nameOf, PRIORITIES, useAllTasks, useInside } from '../data'
import { useWords } from '../words'
import { type Draft, type FilterName, isTwisted } from './draft'

interface Props {
  draft: Draft
  write(change: Partial<Draft>): void
}

/** What is counted at all. */
export function ReportFilters({ draft, write }: Props) {
  const t = useWords()
  const { project, people } = useInside()
  const { filters, source } = draft
  const set = (name: FilterName, value: string) => write({ filters: { ...filters, [name]: value } })
  const all = { value: '', name: t('all') }
  const everybody = [all, ...people.map(({ memberId }) => ({ value: memberId, name: nameOf(people, memberId) }))]
  const choice = (name: FilterName, label: string, options: { value: string; name: string }[]) => (
    <Choice label={label} value={filters[name] ?? ''} options={options} choose={(value) => set(name, value)} />
  )
  const field = (name: FilterName, label: string, type: 'text' | 'date' | 'number') => (
    <TextField
      size="small"
      type={type}
      label={label}
      value={filters[name] ?? ''}
      error={type !== 'text' && isTwisted(draft)}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: type === 'number' ? { min: 1, max: 366 } : {} }}
      onChange={(event) => set(name, event.target.value)}
    />
  )
  return (
    <>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        {source === 'tasks' ? (
          <>
            {choice('status', t('task.status'), [
              all,
              ...project.settings.workflow.statuses.map(({ key, name }) => ({ value: key, name })),
            ])}
            {choice('assigneeId', t('task.assignee'), everybody)}
            {choice('priority', t('task.priority'), [
              all,
              ...PRIORITIES.map((value) => ({ value, name: t(`priority.${value}`) })),
            ])}
            {field('tag', t('task.tag'), 'text')}
            {field('doneLastDays', t('reports.doneLastDays'), 'number')}
          </>
        ) : (
          <>
            {choice('memberId', t('dimension.member'), everybody)}
            <TaskChoice taskId={filters.taskId ?? ''} choose={(value) => set('taskId', value)} />
            {field('since', t('reports.since'), 'date')}
            {field('until', t('reports.until'), 'date')}
            {field('lastDays', t('reports.lastDays'), 'number')}
          </>
        )}
      </Box>
      {isTwisted(draft) && (
        <Typography variant="body2" color="error">
          {t('reports.twisted')}
        </Typography>
      )}
    </>
  )
}

function TaskChoice({ taskId, choose }: { taskId: string; choose(taskId: string): void }) {
  const t = useWords()
  const tasks = useAllTasks(useInside().project.id)
  const titles = new Map(tasks.data?.map(({ id, title }) => [id, title]))
  return (
    <Autocomplete
      size="small"
      options={[...titles.keys()]}
      value={taskId || null}
      loading={tasks.isPending}
      getOptionLabel={(id) => titles.get(id) ?? '–'}
      onChange={(_, chosen) => choose(chosen ?? '')}
      renderInput={(params) => <TextField {...params} label={t('dimension.task')} placeholder={t('all')} />}
    />
  )
}
