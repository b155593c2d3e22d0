import { Alert, Box, Button, Chip, Link, Paper, Stack, Typography } from '@mui/material'
import { Link as RouterLink } from 'react-router'
import { useMay } from '../shared/access'
import { useAct } from '../shared/acts'
import { answered, api, listed } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { language } from '../shared/i18n'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { Failure } from '../shared/layout/Failure'
import { More } from '../shared/layout/More'
import { usePages } from '../shared/pages'
import { useCaseSets } from './CaseSets'
import type { Card } from './cards'
import { dayName, type Schedule } from './schedules'
import { useWords } from './words'

/** When a card is run by itself; nothing where it never is. */
export function Schedules({ card }: { card: Card }) {
  const t = useWords()
  const schedules = usePages(['suite-schedules', card.id], (cursor) =>
    listed(
      api.GET('/v1/suite-schedules', { params: { query: { cardId: card.id, limit: 20, cursor: cursor ?? null } } }),
    ),
  )
  if (schedules.error) return <Failure problem={schedules.error} again={schedules.again} />
  if (!schedules.items?.length) return null
  return (
    <Paper variant="outlined" sx={{ p: 2 }} component="section" aria-label={t('schedules.title')}>
      <Typography variant="h2" gutterBottom>
        {t('schedules.title')}
      </Typography>
      <Stack spacing={2}>
        {schedules.items.map((schedule) => (
          <Planned key={schedule.id} schedule={schedule} />
        ))}
      </Stack>
      <More more={schedules.more} asking={schedules.asking} />
    </Paper>
  )
}

function Planned({ schedule }: { schedule: Schedule }) {
  const t = useWords()
  const may = useMay()
  const { time } = useFormats()
  const params = { path: { scheduleId: schedule.id } }
  const isActive = schedule.dueAt !== null
  const turn = useAct(
    () => answered(api.PATCH('/v1/suite-schedules/{scheduleId}', { params, body: { isActive: !isActive } })),
    'suite-schedules',
  )
  const remove = useAct(() => answered(api.DELETE('/v1/suite-schedules/{scheduleId}', { params })), 'suite-schedules')
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <Box sx={{ flex: '1 1 280px', minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600 }}>{useRhythm(schedule)}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {useOrderText(schedule)}
          {schedule.lastRunId && (
            <>
              {' · '}
              <Link component={RouterLink} to={`/cards/${schedule.cardId}/runs/${schedule.lastRunId}`}>
                {t('schedules.last')}
              </Link>
            </>
          )}
        </Typography>
      </Box>
      <Chip
        size="small"
        label={schedule.dueAt ? t('schedules.next', { at: time(schedule.dueAt) }) : t('schedules.paused')}
      />
      {may('cards:run') && (
        <>
          <Button size="small" loading={turn.isPending} onClick={() => turn.mutate()}>
            {t(isActive ? 'schedules.pause' : 'schedules.resume')}
          </Button>
          <ConfirmButton
            size="small"
            color="error"
            question={t('schedules.deleteQuestion')}
            text={t('schedules.deleteText')}
            act={() => remove.mutate()}
          >
            {t('schedules.delete')}
          </ConfirmButton>
        </>
      )}
      {schedule.failure && (
        <Alert severity="warning" sx={{ width: '100%' }}>
          {t('schedules.failed', { why: schedule.failure.message })}
        </Alert>
      )}
    </Box>
  )
}

function useRhythm({ recurrence }: Schedule): string {
  const t = useWords()
  const locale = language((state) => state.locale)
  const { time, weekday, timeZone: zone = 'UTC' } = recurrence
  return weekday
    ? t('schedules.weekly', { day: dayName(weekday, locale), time, zone })
    : t('schedules.daily', { time, zone })
}

function useOrderText({ order }: Schedule): string {
  const t = useWords()
  const { percent, number } = useFormats()
  const set = useCaseSets().items?.find(({ id }) => id === order.caseSetId)?.name ?? '…'
  const version = /^\d+$/.test(order.cardVersion)
    ? t('versions.one', { number: order.cardVersion })
    : order.cardVersion === 'latest'
      ? t('versions.latest')
      : t('versions.labelled', { label: order.cardVersion })
  const { failUnder, maxRegressions } = order.gate ?? {}
  return [
    t('schedules.of', { version, set }),
    typeof failUnder === 'number' && t('schedules.gate', { share: percent(failUnder, 1) }),
    typeof maxRegressions === 'number' && t('schedules.regressions', { count: number(maxRegressions) }),
  ]
    .filter(Boolean)
    .join(' · ')
}
