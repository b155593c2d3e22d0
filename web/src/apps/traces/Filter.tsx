import { Button, MenuItem, Stack, TextField } from '@mui/material'
import { useState } from 'react'
import type { App } from '../AppPart'
import { useWords } from '../words'
import { type Filters, isWrong, LIMITS } from './filters'

interface Props {
  app: App
  filters: Filters
  choose: (filters: Filters) => void
  children: React.ReactNode
}

const TYPED = ['model', 'tag', 'user', 'session'] as const

/** Choose which traces are listed. */
export function Filter({ app, filters, choose, children }: Props) {
  const t = useWords()
  const [typed, setTyped] = useState(filters)
  const put = (change: Partial<Filters>) => setTyped({ ...typed, ...change })
  const { limit } = typed
  return (
    <Stack
      component="form"
      direction="row"
      spacing={2}
      useFlexGap
      sx={{ flexWrap: 'wrap' }}
      onSubmit={(event) => {
        event.preventDefault()
        choose(typed)
      }}
    >
      <Chosen label={t('keys.environment')} value={typed.environment} choose={(environment) => put({ environment })}>
        {app.environments.map((each) => (
          <MenuItem key={each} value={each}>
            {each}
          </MenuItem>
        ))}
      </Chosen>
      <Chosen label={t('traces.status')} value={typed.status} choose={(status) => put({ status })}>
        <MenuItem value="ok">{t('traces.ok')}</MenuItem>
        <MenuItem value="error">{t('traces.error')}</MenuItem>
      </Chosen>
      {TYPED.map((name) => (
        <TextField
          key={name}
          size="small"
          label={t(`traces.${name}`)}
          value={typed[name]}
          error={name === 'tag' && Boolean(typed.tag && typed.model)}
          helperText={name === 'tag' && typed.tag && typed.model ? t('traces.eitherTag') : null}
          onChange={(event) => put({ [name]: event.target.value })}
          sx={{ width: 150 }}
        />
      ))}
      <Chosen
        label={t('traces.limit')}
        value={limit}
        choose={(value) => put({ limit: LIMITS.find((each) => each === value) ?? '', from: '', to: '' })}
      >
        {LIMITS.map((each) => (
          <MenuItem key={each} value={each}>
            {t(`traces.limit.${each}`)}
          </MenuItem>
        ))}
      </Chosen>
      {limit !== '' &&
        (['from', 'to'] as const).map((name) => (
          <TextField
            key={name}
            size="small"
            type={limit === 'time' ? 'datetime-local' : 'text'}
            label={t(`traces.${name}`)}
            value={typed[name]}
            onChange={(event) => put({ [name]: event.target.value })}
            slotProps={{ inputLabel: { shrink: true }, htmlInput: limit === 'time' ? {} : { inputMode: 'decimal' } }}
            sx={{ width: limit === 'time' ? 210 : 110 }}
          />
        ))}
      <Button type="submit" variant="outlined" disabled={isWrong(typed)}>
        {t('traces.filter')}
      </Button>
      {children}
    </Stack>
  )
}

function Chosen({
  label,
  value,
  choose,
  children,
}: {
  label: string
  value: string
  choose: (value: string) => void
  children: React.ReactNode
}) {
  const t = useWords()
  return (
    <TextField
      select
      size="small"
      label={label}
      value={value}
      onChange={(event) => choose(event.target.value)}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      sx={{ minWidth: 130 }}
    >
      <MenuItem value="">{t('list.all')}</MenuItem>
      {children}
    </TextField>
  )
}
