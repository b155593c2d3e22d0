import { Button, Stack, TextField } from '@mui/material'
import { useSearchParams } from 'react-router'
import { Choice } from '../Choice'
import { useDates } from '../calendar'
import { type Inside, nameOf, PRIORITIES } from '../data'
import { plusDays } from '../days'
import { useWords } from '../words'
import { dueFrom, dueUntil, GROUPINGS, listingOf, SORTS } from './listing'

/** Return how tasks are looked at; the address of the page says so. */
export function useListing() {
  const [search] = useSearchParams()
  return listingOf(search)
}

export function Filters({ inside }: { inside: Inside }) {
  const t = useWords()
  const dates = useDates()
  const [search, setSearch] = useSearchParams()
  const { filters, sort, groupBy } = listingOf(search)
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search)
    if (value) next.set(name, value)
    else next.delete(name)
    setSearch(next, { replace: true })
  }
  const all = { value: '', name: t('all') }
  const isRanged = filters.dueFrom !== undefined || filters.dueUntil !== undefined
  const shrink = { inputLabel: { shrink: true } }
  return (
    <Stack
      direction="row"
      spacing={1.5}
      useFlexGap
      sx={{
        flexWrap: 'wrap',
        alignItems: 'center',
        '& > .MuiTextField-root': { flex: { xs: '1 1 140px', sm: 'none' } },
      }}
    >
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
      <TextField
        size="small"
        type="date"
        label={t('filters.dueFrom')}
        value={filters.dueFrom ? dates.day(filters.dueFrom) : ''}
        slotProps={shrink}
        onChange={(event) => set('dueFrom', dueFrom(event.target.value, dates.zone))}
      />
      <TextField
        size="small"
        type="date"
        label={t('filters.dueUntil')}
        value={filters.dueUntil ? plusDays(dates.day(filters.dueUntil), -1) : ''}
        slotProps={shrink}
        onChange={(event) => set('dueUntil', dueUntil(event.target.value, dates.zone))}
      />
      <Choice
        label={t('filters.sort')}
        value={sort}
        options={SORTS.map((value) => ({
          value,
          name: t(`sort.${value}`),
          disabled: isRanged && value !== 'dueAt',
        }))}
        choose={(value) => set('sort', value)}
      />
      <Choice
        label={t('filters.groupBy')}
        value={groupBy ?? ''}
        options={[
          { value: '', name: t('filters.ungrouped') },
          ...GROUPINGS.map((value) => ({ value, name: t(`grouping.${value}`) })),
        ]}
        choose={(value) => set('groupBy', value)}
      />
      {Object.keys(filters).length > 0 && (
        <Button size="small" onClick={() => setSearch({}, { replace: true })}>
          {t('filters.clear')}
        </Button>
      )}
    </Stack>
  )
}
