import { Box, TextField } from '@mui/material'
import { language } from '../../shared/i18n'
import { dayText, plusDays } from '../days'
import { useWords } from '../words'
import { spansOf } from './hours'

export const A_MONDAY = '2024-01-01'

/** The hours of each weekday, Monday first, as texts. */
export function WeekFields(props: { week: string[]; disabled: boolean; write(week: string[]): void }) {
  const { week, disabled, write } = props
  const t = useWords()
  const locale = language((state) => state.locale)
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(min(220px, 100%), 1fr))' }}>
      {week.map((text, weekday) => {
        const name = dayText(plusDays(A_MONDAY, weekday), locale, { weekday: 'long' })
        const isWrong = spansOf(text) === null
        return (
          <TextField
            key={name}
            size="small"
            label={name}
            value={text}
            disabled={disabled}
            error={isWrong}
            helperText={isWrong && t('hours.wrong')}
            placeholder={t('hours.off')}
            slotProps={{ inputLabel: { shrink: true } }}
            onChange={(event) => write(week.map((each, at) => (at === weekday ? event.target.value : each)))}
          />
        )
      })}
    </Box>
  )
}
