import { Autocomplete, Stack, TextField } from '@mui/material'
import { language } from '../../shared/i18n'
import { Choice } from '../Choice'
import { nameOf, useInside } from '../data'
import { dayText, plusDays } from '../days'
import { A_MONDAY } from '../settings/WeekFields'
import { useWords } from '../words'
import { type Draft, EVERY, type Every } from './draft'

interface Props {
  draft: Draft
  write(change: Partial<Draft>): void
}

/** When a report is mailed, and to whom. */
export function ScheduleFields({ draft, write }: Props) {
  const t = useWords()
  const locale = language((state) => state.locale)
  const { people } = useInside()
  const { every, hour, weekday, dayOfMonth, recipients } = draft
  const numbers = (count: number, first: number, name: (number: number) => string) =>
    Array.from({ length: count }, (_, at) => ({ value: String(at + first), name: name(at + first) }))
  return (
    <>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        <Choice
          label={t('reports.every')}
          value={every}
          options={[
            { value: '', name: t('reports.never') },
            ...EVERY.map((value) => ({ value, name: t(`often.${value}`) })),
          ]}
          choose={(value) => write({ every: value as Every | '' })}
          sx={{ flex: 1 }}
        />
        {every === 'week' && (
          <Choice
            label={t('reports.weekday')}
            value={String(weekday)}
            options={numbers(7, 1, (number) => dayText(plusDays(A_MONDAY, number - 1), locale, { weekday: 'long' }))}
            choose={(value) => write({ weekday: Number(value) })}
            sx={{ flex: 1 }}
          />
        )}
        {every === 'month' && (
          <Choice
            label={t('reports.dayOfMonth')}
            value={String(dayOfMonth)}
            options={numbers(31, 1, (number) => `${number}.`)}
            choose={(value) => write({ dayOfMonth: Number(value) })}
            sx={{ flex: 1 }}
          />
        )}
        {every !== '' && (
          <Choice
            label={t('reports.hour')}
            value={String(hour)}
            options={numbers(24, 0, (number) => `${number}:00`)}
            choose={(value) => write({ hour: Number(value) })}
            sx={{ flex: 1 }}
          />
        )}
      </Stack>
      {every !== '' && (
        <Autocomplete
          multiple
          options={people.map(({ memberId }) => memberId)}
          value={recipients}
          getOptionLabel={(memberId) => nameOf(people, memberId)}
          onChange={(_, chosen) => write({ recipients: chosen })}
          renderInput={(params) => (
            <TextField {...params} label={t('reports.recipients')} helperText={t('reports.mailHelp')} />
          )}
        />
      )}
    </>
  )
}
