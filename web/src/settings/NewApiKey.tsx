import { Autocomplete, MenuItem, TextField } from '@mui/material'
import { useState } from 'react'
import { type Permission, useAccess } from '../shared/access'
import { useAct } from '../shared/acts'
import { answered, api } from '../shared/api/client'
import { FormDialog } from '../shared/layout/FormDialog'
import { usePermissionNames } from './permissions'
import { useWords } from './words'

const DAY = 86_400_000
const LIVES = [30, 90, 365]

/** Name a key, say what it may do and for how long. */
export function NewApiKey({ close, created }: { close: () => void; created: (token: string | null) => void }) {
  const t = useWords()
  const access = useAccess()
  const { about, both } = usePermissionNames()
  const byName = (one: Permission, other: Permission) => both(one).localeCompare(both(other))
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<Permission[]>([])
  const [days, setDays] = useState(90)
  const [limit, setLimit] = useState('')
  const create = useAct(async () => {
    const expiresAt = days ? new Date(Date.now() + days * DAY).toISOString() : null
    const body = { name, scopes, expiresAt, requestsPerMinute: limit ? Number(limit) : null }
    const made = await answered(api.POST('/v1/api-keys', { body }))
    created(made.token ?? null)
  }, 'api-keys')
  return (
    <FormDialog
      title={t('keys.create')}
      submit={t('keys.create')}
      open
      busy={create.isPending}
      ready={name.trim() !== '' && scopes.length > 0}
      close={close}
      act={() => create.mutate()}
    >
      <TextField
        label={t('keys.name')}
        helperText={t('keys.nameText')}
        required
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Autocomplete
        multiple
        disableCloseOnSelect
        options={access.data?.permissions.map(({ permission }) => permission).sort(byName) ?? []}
        groupBy={about}
        getOptionLabel={both}
        value={scopes}
        onChange={(_, chosen) => setScopes(chosen)}
        renderInput={(parameters) => (
          <TextField {...parameters} label={t('keys.scopes')} helperText={t('keys.scopesText')} />
        )}
      />
      <TextField select label={t('keys.life')} value={days} onChange={(event) => setDays(Number(event.target.value))}>
        {LIVES.map((each) => (
          <MenuItem key={each} value={each}>
            {t('keys.days', { days: each })}
          </MenuItem>
        ))}
        <MenuItem value={0}>{t('keys.never')}</MenuItem>
      </TextField>
      <TextField
        label={t('keys.limit')}
        helperText={t('keys.limitText')}
        type="number"
        value={limit}
        onChange={(event) => setLimit(event.target.value)}
        slotProps={{ htmlInput: { min: 1, max: 10_000 } }}
      />
    </FormDialog>
  )
}
