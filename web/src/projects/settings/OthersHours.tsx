import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Button, IconButton, List, ListItem, ListItemText, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { language } from '../../shared/i18n'
import { FormDialog } from '../../shared/layout/FormDialog'
import { Choice } from '../Choice'
import type { Hours } from '../calendar'
import { nameOf, useInside } from '../data'
import { dayText, plusDays } from '../days'
import { useWords } from '../words'
import type { SaveCalendar } from './Hours'
import { HoursFields } from './HoursFields'
import { draftOf, spansText, written } from './hours'
import { A_MONDAY } from './WeekFields'

const NOTHING: Hours = { week: null, exceptions: [], zone: null }

/** The people whose hours are not the project's: who works part of the week, or elsewhere, or is away. */
export function OthersHours({ save }: { save: SaveCalendar }) {
  const t = useWords()
  const locale = language((state) => state.locale)
  const { people, calendars } = useInside()
  const { hours } = calendars.own
  const differing = calendars.own.people.filter((each) => people.some(({ memberId }) => memberId === each.memberId))
  const [opened, setOpened] = useState<string | null>(null)
  const others = people.filter(({ memberId }) => !differing.some((each) => each.memberId === memberId))
  const without = (id: string) => differing.filter(({ memberId }) => memberId !== id)
  const told = ({ week, exceptions, zone }: Hours) => {
    const days = week?.flatMap(({ spans }, weekday) => {
      const name = dayText(plusDays(A_MONDAY, weekday), locale, { weekday: 'short' })
      return spans.length > 0 ? [`${name} ${spansText(spans)}`] : []
    })
    const special = exceptions.map(({ day }) => dayText(day, locale))
    return [days?.join(' · '), zone?.replaceAll('_', ' '), special.join(', ')].filter(Boolean).join(' — ')
  }
  return (
    <Stack spacing={1.5}>
      <Typography variant="h3">{t('others.title')}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t(differing.length > 0 ? 'others.text' : 'others.none')}
      </Typography>
      {differing.length > 0 && (
        <List dense disablePadding aria-label={t('others.title')}>
          {differing.map(({ memberId, hours: theirs }) => {
            const name = nameOf(people, memberId)
            return (
              <ListItem key={memberId} disableGutters sx={{ gap: 1 }}>
                <ListItemText primary={name} secondary={told(theirs)} />
                <Button size="small" aria-label={t('others.edit', { name })} onClick={() => setOpened(memberId)}>
                  {t('edit')}
                </Button>
                <IconButton
                  aria-label={t('others.remove', { name })}
                  disabled={save.isPending}
                  onClick={() => save.mutate({ hours, people: without(memberId) })}
                >
                  <DeleteOutlined />
                </IconButton>
              </ListItem>
            )
          })}
        </List>
      )}
      {others.length > 0 && (
        <Choice
          label={t('others.add')}
          value=""
          options={[
            { value: '', name: t('others.choose'), disabled: true },
            ...others.map(({ memberId }) => ({ value: memberId, name: nameOf(people, memberId) })),
          ]}
          choose={setOpened}
          sx={{ maxWidth: 360 }}
        />
      )}
      {opened && (
        <PersonDialog
          name={nameOf(people, opened)}
          start={differing.find(({ memberId }) => memberId === opened)?.hours ?? NOTHING}
          above={[hours, calendars.above.hours]}
          busy={save.isPending}
          close={() => setOpened(null)}
          keep={(theirs) =>
            save.mutate(
              { hours, people: [...without(opened), { memberId: opened, hours: theirs }] },
              { onSuccess: () => setOpened(null) },
            )
          }
        />
      )}
    </Stack>
  )
}

interface DialogProps {
  name: string
  start: Hours
  above: Hours[]
  busy: boolean
  keep(hours: Hours): void
  close(): void
}

function PersonDialog({ name, start, above, busy, keep, close }: DialogProps) {
  const t = useWords()
  const [draft, setDraft] = useState(draftOf(start))
  const hours = written(draft)
  const says = draft.week !== null || draft.zone !== null || draft.exceptions.length > 0
  return (
    <FormDialog
      open
      title={t('others.of', { name })}
      submit={t('save')}
      busy={busy}
      ready={hours !== null && says}
      act={() => hours && keep(hours)}
      close={close}
    >
      <HoursFields draft={draft} above={above} own={t('others.own')} write={setDraft} />
    </FormDialog>
  )
}
