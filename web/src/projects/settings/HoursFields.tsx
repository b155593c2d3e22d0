import { FormControlLabel, Stack, Switch } from '@mui/material'
import type { Hours } from '../calendar'
import { Holidays } from './Holidays'
import { type Draft, weekAbove } from './hours'
import { WeekFields } from './WeekFields'
import { ZoneChoice } from './ZoneChoice'

interface Props {
  draft: Draft
  /** What holds where nothing is said, the nearest first. */
  above: Hours[]
  /** What the switch says that leaves the week to the calendar above; without it the week is always one's own. */
  own?: string
  disabled?: boolean
  write(draft: Draft): void
}

/** A week, a zone, and the days that differ. */
export function HoursFields({ draft, above, own, disabled = false, write }: Props) {
  const inherited = weekAbove(above)
  return (
    <Stack spacing={2}>
      {own && (
        <FormControlLabel
          disabled={disabled}
          control={
            <Switch
              checked={draft.week !== null}
              onChange={(_, isOn) => write({ ...draft, week: isOn ? inherited : null })}
            />
          }
          label={own}
        />
      )}
      <WeekFields
        week={draft.week ?? inherited}
        disabled={disabled || draft.week === null}
        write={(week) => write({ ...draft, week })}
      />
      <ZoneChoice
        zone={draft.zone}
        above={own ? (above.find(({ zone }) => zone)?.zone ?? 'UTC') : undefined}
        disabled={disabled}
        choose={(zone) => write({ ...draft, zone })}
      />
      <Holidays
        exceptions={draft.exceptions}
        disabled={disabled}
        set={(exceptions) => write({ ...draft, exceptions })}
      />
    </Stack>
  )
}
