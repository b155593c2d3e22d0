import { Button, Chip, MenuItem, Stack, TableCell, TableRow, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useAct } from '../../shared/acts'
import { answered, api, listed, type Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { Empty } from '../../shared/layout/Empty'
import { Rows } from '../../shared/layout/Rows'
import { usePages } from '../../shared/pages'
import { useWords } from '../words'

type Event = Schemas['InboundEventView']
type Status = Event['status']

const STATES: Status[] = ['received', 'handled', 'refused', 'unknown']
const COLOURS = { received: 'default', handled: 'success', refused: 'error', unknown: 'warning' } as const
const PROBLEMS = {
  invalid_data: 'inbound.problem.data',
  already_member: 'inbound.problem.member',
  quota_exceeded: 'inbound.problem.quota',
} as const
const AGAIN = 5_000

/** What a source sent in the last thirty days, what came of it, and another try where one may help. */
export function Events({ sourceId }: { sourceId: string }) {
  const t = useWords()
  const [status, setStatus] = useState<Status | ''>('')
  const events = usePages(
    ['inbound-events', sourceId, status],
    (cursor) =>
      listed(
        api.GET('/v1/inbound-sources/{sourceId}/events', {
          params: { path: { sourceId }, query: { limit: 20, cursor, ...(status && { status }) } },
        }),
      ),
    { refetchInterval: AGAIN },
  )
  return (
    <Stack spacing={2}>
      <TextField
        select
        size="small"
        label={t('inbound.state')}
        value={status}
        onChange={(event) => setStatus(STATES.find((each) => each === event.target.value) ?? '')}
        sx={{ width: 220 }}
      >
        <MenuItem value="">{t('inbound.all')}</MenuItem>
        {STATES.map((each) => (
          <MenuItem key={each} value={each}>
            {t(`inbound.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      <Rows
        name={t('inbound.events')}
        list={events}
        head={[t('inbound.event'), t('inbound.received.at'), t('inbound.state'), t('act.actions')]}
        row={(each) => <EventRow key={each.id} event={each} />}
        empty={<Empty title={t('inbound.noEvents')} text={t('inbound.noEventsText')} />}
      />
    </Stack>
  )
}

function EventRow({ event }: { event: Event }) {
  const t = useWords()
  const { time } = useFormats()
  const replay = useAct(
    () =>
      answered(
        api.POST('/v1/inbound-sources/{sourceId}/events/{eventId}/replay', {
          params: { path: { sourceId: event.sourceId, eventId: event.id } },
        }),
      ),
    'inbound-events',
  )
  const problem = event.problem
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
        <code>{event.eventType}</code>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {event.eventId}
        </Typography>
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{time(event.receivedAt)}</TableCell>
      <TableCell>
        <Chip size="small" variant="outlined" color={COLOURS[event.status]} label={t(`inbound.${event.status}`)} />
        {problem && (
          <Typography variant="body2">
            {t(Object.hasOwn(PROBLEMS, problem) ? PROBLEMS[problem as keyof typeof PROBLEMS] : 'inbound.problem.other')}
          </Typography>
        )}
        {event.replays > 0 && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {event.replays === 1 ? t('inbound.replays.one') : t('inbound.replays.many', { count: event.replays })}
          </Typography>
        )}
      </TableCell>
      <TableCell>
        {(event.status === 'handled' || event.status === 'refused') && (
          <Button size="small" loading={replay.isPending} onClick={() => replay.mutate()}>
            {t('inbound.replay')}
          </Button>
        )}
      </TableCell>
    </TableRow>
  )
}
