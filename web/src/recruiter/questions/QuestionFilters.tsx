import { Box, MenuItem, TextField } from '@mui/material'
import { useEffect, useState } from 'react'
import type { paths } from '../../shared/api/schema'
import { useWords } from '../words'

type Query = NonNullable<paths['/v1/questions']['get']['parameters']['query']>

/** What the bank is narrowed by. */
export type Filters = { q?: string } & Partial<Record<'kind' | 'tag', string>> & {
    status?: NonNullable<Query['status']>
    difficulty?: NonNullable<Query['difficulty']>
  }

const CHOICES = {
  kind: ['coding', 'multiple_choice', 'numeric', 'free_text', 'file_upload'],
  status: ['draft', 'validating', 'published', 'refused', 'archived'],
  difficulty: ['easy', 'medium', 'hard'],
} as const
const NAMES = ['q', 'tag'] as const
const PAUSE = 300

/** Return the filters that an address names; what it names wrongly is passed over. */
export function filtersOf(params: URLSearchParams): Filters {
  const found: Record<string, string> = {}
  for (const name of NAMES) {
    const value = params.get(name)?.trim()
    if (value) found[name] = value.slice(0, name === 'tag' ? 40 : 200)
  }
  for (const [name, values] of Object.entries(CHOICES)) {
    const value = params.get(name)
    if (value && (values as readonly string[]).includes(value)) found[name] = value
  }
  return found as Filters
}

/** Words and filters over the bank. */
export function QuestionFilters({ filters, choose }: { filters: Filters; choose: (filters: Filters) => void }) {
  const t = useWords()
  const set = (name: keyof Filters, value: string) => {
    const { [name]: _, ...others } = filters
    choose((value ? { ...others, [name]: value } : others) as Filters)
  }
  return (
    <Box role="search" sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))' }}>
      <Typed name={t('bank.search')} value={filters.q ?? ''} write={(value) => set('q', value)} />
      {(['kind', 'status', 'difficulty'] as const).map((name) => (
        <TextField
          key={name}
          select
          size="small"
          label={t(`bank.${name}`)}
          value={filters[name] ?? ''}
          onChange={({ target }) => set(name, target.value)}
        >
          <MenuItem value="">{t('filter.all')}</MenuItem>
          {CHOICES[name].map((value) => (
            <MenuItem key={value} value={value}>
              {t(`${name}.${value}` as `status.${(typeof CHOICES)['status'][number]}`)}
            </MenuItem>
          ))}
        </TextField>
      ))}
      <Typed name={t('bank.tag')} value={filters.tag ?? ''} write={(value) => set('tag', value)} />
    </Box>
  )
}

/** A text that takes effect once somebody stops typing. */
function Typed({ name, value, write }: { name: string; value: string; write: (value: string) => void }) {
  const [typed, type] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed sets the clock
  useEffect(() => {
    if (typed === null) return
    const timer = setTimeout(() => {
      write(typed.trim())
      type(null)
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <TextField
      size="small"
      type="search"
      label={name}
      value={typed ?? value}
      onChange={({ target }) => type(target.value)}
    />
  )
}
