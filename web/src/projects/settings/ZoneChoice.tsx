import { Autocomplete, TextField } from '@mui/material'
import { useWords } from '../words'

/** The time zone whose clocks the hours are told by; none leaves it to the company's calendar. */
export function ZoneChoice(props: { zone: string | null; above: string; choose(zone: string | null): void }) {
  const { zone, above, choose } = props
  const t = useWords()
  return (
    <Autocomplete
      size="small"
      sx={{ maxWidth: 360 }}
      options={['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')]}
      value={zone}
      onChange={(_, chosen) => choose(chosen)}
      renderInput={(params) => (
        <TextField
          {...params}
          label={t('hours.zone')}
          helperText={zone === null && t('hours.zoneAbove', { zone: above })}
        />
      )}
    />
  )
}
