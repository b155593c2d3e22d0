import { Autocomplete, TextField } from '@mui/material'
import { useWords } from '../words'

interface Props {
  zone: string | null
  /** The zone that holds where none is chosen; without it one is always chosen. */
  above: string | undefined
  disabled: boolean
  choose(zone: string | null): void
}

/** The time zone whose clocks the hours are told by. */
export function ZoneChoice({ zone, above, disabled, choose }: Props) {
  const t = useWords()
  return (
    <Autocomplete
      size="small"
      sx={{ maxWidth: 360 }}
      options={['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')]}
      value={zone}
      disabled={disabled}
      disableClearable={above === undefined}
      getOptionLabel={(name) => name.replaceAll('_', ' ')}
      onChange={(_, chosen) => choose(chosen)}
      renderInput={(params) => (
        <TextField
          {...params}
          label={t('hours.zone')}
          helperText={zone === null && above && t('hours.zoneAbove', { zone: above })}
        />
      )}
    />
  )
}
