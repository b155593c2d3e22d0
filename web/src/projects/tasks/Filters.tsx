import { Button, Stack, TextField } from '@mui/material'
import { useSearchParams } from 'react-router'
import { Choice } from '../Choice'
import { type Inside, nameOf, PRIORITIES, type Priority, type TaskFilters } from '../data'
import { useWords } from '../words'

const NAMES = ['status', 'assigneeId', 'priority', 'tag'] as const

/** Return which tasks are asked for; the address of the page says so. */
export function useFilters(): TaskFilters {
  const [search] = useSearchParams()
  const told = Object.fromEntries(NAMES.map((name) => [name, search.get(name)]).filter(([, value]) => value))
  return told as TaskFilters & { priority?: Priority }
}

export function Filters({ inside }: { inside: Inside }) {
  const t = useWords()
  const [search, setSearch] = useSearchParams()
  const filters = useFilters()
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search)
    if (value) next.set(name, value)
    else next.delete(name)
    setSearch(next, { replace: true })
  }
  const all = { value: '', name: t('all') }
  return (
    <Stack direction="row" spacing={1.5} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
      <Choice
        label={t('task.status')}
        value={filters.status ?? ''}
        options={[all, ...inside.project.settings.workflow.statuses.map(({ key, name }) => ({ value: key, name }))]}
        choose={(value) => set('status', value)}
      />
      <Choice
        label={t('task.assignee')}
        value={filters.assigneeId ?? ''}
        options={[
          all,
          ...inside.people.map(({ memberId }) => ({ value: memberId, name: nameOf(inside.people, memberId) })),
        ]}
        choose={(value) => set('assigneeId', value)}
      />
      <Choice
        label={t('task.priority')}
        value={filters.priority ?? ''}
        options={[all, ...PRIORITIES.map((value) => ({ value, name: t(`priority.${value}`) }))]}
        choose={(value) => set('priority', value)}
      />
      <TextField
        size="small"
        label={t('task.tag')}
        key={filters.tag ?? ''}
        defaultValue={filters.tag ?? ''}
        onBlur={(event) => set('tag', event.target.value.trim())}
        onKeyDown={(event) => event.key === 'Enter' && set('tag', (event.target as HTMLInputElement).value.trim())}
        sx={{ width: 140 }}
      />
      {Object.keys(filters).length > 0 && (
        <Button size="small" onClick={() => setSearch({}, { replace: true })}>
          {t('filters.clear')}
        </Button>
      )}
    </Stack>
  )
}
