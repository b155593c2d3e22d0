import { Autocomplete, MenuItem, Stack, TextField } from '@mui/material'
import { useState } from 'react'
import { useAct } from '../shared/acts'
import { answered, api, type Schemas } from '../shared/api/client'
import { language } from '../shared/i18n'
import { FormDialog } from '../shared/layout/FormDialog'
import type { Card } from './cards'
import { OrderFields } from './OrderFields'
import { useLacking, useRunnable } from './RunFields'
import { bodyOf, isWrong, orderOf } from './runOrder'
import { dayName, ownZone, WEEKDAYS, type Weekday, zones } from './schedules'
import { useWords } from './words'

/** Have a card run by itself, every day or every week. */
export function NewSchedule({ card, close }: { card: Card; close: () => void }) {
  const t = useWords()
  const lacking = useLacking(card)
  const first = useRunnable()?.[0]?.id ?? ''
  const [written, setOrder] = useState(() => orderOf('latest', card.content.provider))
  const [recurrence, setRecurrence] = useState<Schemas['Recurrence']>({
    time: '06:00',
    weekday: null,
    timeZone: ownZone(),
  })
  const order = { ...written, caseSetId: written.caseSetId || first }
  const create = useAct(
    () =>
      answered(
        api.POST('/v1/cards/{cardId}/schedules', {
          params: { path: { cardId: card.id } },
          body: { ...bodyOf(order), recurrence },
        }),
      ),
    'suite-schedules',
  )
  return (
    <FormDialog
      open
      title={t('schedules.create')}
      submit={t('create')}
      busy={create.isPending}
      ready={lacking === null && order.caseSetId !== '' && !isWrong(order) && recurrence.time !== ''}
      close={close}
      act={() => create.mutate(undefined, { onSuccess: close })}
    >
      <When recurrence={recurrence} change={setRecurrence} />
      <OrderFields card={card} moving order={order} change={setOrder} />
    </FormDialog>
  )
}

interface Times {
  recurrence: Schemas['Recurrence']
  change: (recurrence: Schemas['Recurrence']) => void
}

function When({ recurrence, change }: Times) {
  const t = useWords()
  const locale = language((state) => state.locale)
  return (
    <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
      <TextField
        select
        label={t('schedules.when')}
        value={recurrence.weekday ?? ''}
        onChange={(event) => change({ ...recurrence, weekday: (event.target.value as Weekday) || null })}
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        sx={{ flex: 1 }}
      >
        <MenuItem value="">{t('schedules.everyDay')}</MenuItem>
        {WEEKDAYS.map((day) => (
          <MenuItem key={day} value={day}>
            {dayName(day, locale)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        required
        type="time"
        label={t('schedules.time')}
        value={recurrence.time}
        onChange={(event) => change({ ...recurrence, time: event.target.value })}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <Autocomplete
        disableClearable
        options={zones()}
        value={recurrence.timeZone ?? 'UTC'}
        onChange={(_, timeZone) => change({ ...recurrence, timeZone })}
        renderInput={(params) => <TextField {...params} label={t('schedules.zone')} />}
        sx={{ flex: 1 }}
      />
    </Stack>
  )
}
