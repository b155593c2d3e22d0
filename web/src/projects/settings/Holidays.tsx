import { Button, Chip, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import type { Schemas } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { dayText } from '../days'
import { useWords } from '../words'
import { spansOf, spansText } from './hours'

type Exception = Schemas['DayException-Output']

interface Props {
  exceptions: Exception[]
  disabled: boolean
  set(exceptions: Exception[]): void
}

/** The days that differ from their weekday: holidays, and days with hours of their own. */
export function Holidays({ exceptions, disabled, set }: Props) {
  const t = useWords()
  const locale = language((state) => state.locale)
  const [day, setDay] = useState('')
  const [text, setText] = useState('')
  const spans = spansOf(text)
  const add = () => {
    if (!day || !spans) return
    const others = exceptions.filter((each) => each.day !== day)
    set([...others, { day, spans }].sort((one, other) => one.day.localeCompare(other.day)))
    setDay('')
    setText('')
  }
  return (
    <Stack spacing={1.5}>
      <Typography variant="h3">{t('holidays.title')}</Typography>
      {exceptions.length === 0 && <Typography variant="body2">{t('holidays.none')}</Typography>}
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
        {exceptions.map((each) => {
          const when = dayText(each.day, locale)
          const label = each.spans.length > 0 ? `${when}: ${spansText(each.spans)}` : when
          return (
            <Chip
              key={each.day}
              label={label}
              {...(!disabled && {
                onDelete: () => set(exceptions.filter(({ day }) => day !== each.day)),
                'aria-label': t('holidays.remove', { day: label }),
              })}
            />
          )
        })}
      </Stack>
      {!disabled && (
        <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
          <TextField
            size="small"
            type="date"
            label={t('holidays.day')}
            value={day}
            slotProps={{ inputLabel: { shrink: true } }}
            onChange={(event) => setDay(event.target.value)}
          />
          <TextField
            size="small"
            label={t('holidays.hours')}
            placeholder={t('hours.off')}
            value={text}
            error={spans === null}
            helperText={spans === null && t('hours.wrong')}
            slotProps={{ inputLabel: { shrink: true } }}
            onChange={(event) => setText(event.target.value)}
          />
          <Button variant="outlined" disabled={!day || !spans} onClick={add}>
            {t('holidays.add')}
          </Button>
        </Stack>
      )}
    </Stack>
  )
}
