import { Autocomplete, TextField } from '@mui/material'
import { useWords } from './words'

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')]

/** A time zone, by its name in the tz database. */
export function TimeZone({ value, choose }: { value: string; choose: (zone: string) => void }) {
  const t = useWords()
  return (
    <Autocomplete
      fullWidth
      disableClearable
      options={ZONES.includes(value) ? ZONES : [value, ...ZONES]}
      value={value}
      onChange={(_, chosen) => choose(chosen)}
      getOptionLabel={(zone) => zone.replaceAll('_', ' ')}
      renderInput={(parameters) => <TextField {...parameters} label={t('settings.timeZone')} />}
    />
  )
}
