import { Alert, Link, MenuItem, TextField, type TextFieldProps } from '@mui/material'
import { Link as RouterLink } from 'react-router'
import { useCaseSets } from './CaseSets'
import type { Card } from './cards'
import { isNoSum } from './runOrder'
import { useVersions } from './Versions'
import { useWords } from './words'

/** Return the sets of cases that something can be run on; undefined while they are asked for. */
export function useRunnable() {
  return useCaseSets().items?.filter((set) => set.versions > 0)
}

/** Return what a card still lacks to be run, null once it can be. */
export function useLacking(card: Card) {
  const sets = useRunnable()
  return card.versions === 0 ? 'runs.noVersion' : sets?.length === 0 ? 'runs.noCases' : null
}

/** What must be made before a card can be run, and where. */
export function Lacking({ card }: { card: Card }) {
  const t = useWords()
  const lacking = useLacking(card)
  if (!lacking) return null
  const isVersion = lacking === 'runs.noVersion'
  return (
    <Alert severity="info">
      {t(lacking)}{' '}
      <Link component={RouterLink} color="inherit" to={isVersion ? `/cards/${card.id}` : '/cards/case-sets'}>
        {t(isVersion ? 'card.editor' : 'area.caseSets')}
      </Link>
    </Alert>
  )
}

interface Choice {
  value: string
  choose: (value: string) => void
}

/** Which of a card's versions; where it may move, the latest and those that labels are on as well. */
export function VersionField({ card, value, choose, moving = false }: Choice & { card: Card; moving?: boolean }) {
  const t = useWords()
  const versions = useVersions(card.id)
  const named = moving ? ['latest', ...Object.keys(card.labels)] : []
  return (
    <TextField
      select
      label={t('versions.number')}
      value={versions.items ? value : ''}
      onChange={(event) => choose(event.target.value)}
    >
      {named.map((name) => (
        <MenuItem key={name} value={name}>
          {name === 'latest' ? t('versions.latest') : t('versions.labelled', { label: name })}
        </MenuItem>
      ))}
      {(versions.items ?? []).map(({ number, note }) => (
        <MenuItem key={number} value={String(number)}>
          {[t('versions.one', { number }), note].filter(Boolean).join(' – ')}
        </MenuItem>
      ))}
    </TextField>
  )
}

/** Which set of cases. */
export function CaseSetField({ value, choose, ...field }: Choice & Pick<TextFieldProps, 'size' | 'sx'>) {
  const t = useWords()
  const sets = useRunnable() ?? []
  return (
    <TextField
      {...field}
      select
      label={t('runs.caseSet')}
      value={sets.some(({ id }) => id === value) ? value : ''}
      onChange={(event) => choose(event.target.value)}
    >
      {sets.map(({ id, name, cases }) => (
        <MenuItem key={id} value={id}>
          {name} ({cases})
        </MenuItem>
      ))}
    </TextField>
  )
}

/** What may be spent at most. */
export function BudgetField({ value, choose }: Choice) {
  const t = useWords()
  return (
    <TextField
      label={t('runs.budget')}
      helperText={t('runs.budgetHelp')}
      value={value}
      error={isNoSum(value)}
      onChange={(event) => choose(event.target.value)}
      slotProps={{ htmlInput: { inputMode: 'decimal' } }}
      sx={{ flex: 1 }}
    />
  )
}
