import { Box, Button, Chip, TableCell, TableRow, Typography } from '@mui/material'
import { useAct } from '../shared/acts'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Empty } from '../shared/layout/Empty'
import { Rows } from '../shared/layout/Rows'
import { usePages } from '../shared/pages'
import { useWords } from './words'

type Delivery = Schemas['DeliveryView']

const AGAIN = 5000
const COLOURS = { pending: 'default', succeeded: 'success', failed: 'error' } as const

/** What a webhook delivered, each try of it, and another one where somebody wants it. */
export function Deliveries({ webhookId }: { webhookId: string }) {
  const t = useWords()
  const deliveries = usePages(
    ['deliveries', webhookId],
    (cursor) =>
      listed(
        api.GET('/v1/webhooks/{webhookId}/deliveries', {
          params: { path: { webhookId }, query: { limit: 20, cursor } },
        }),
      ),
    { refetchInterval: AGAIN },
  )
  return (
    <Rows
      name={t('deliveries.title')}
      list={deliveries}
      head={[t('deliveries.event'), t('deliveries.status'), t('deliveries.tries'), t('act.actions')]}
      row={(each) => <DeliveryRow key={each.id} delivery={each} />}
      empty={<Empty title={t('deliveries.none')} text={t('deliveries.noneText')} />}
    />
  )
}

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const t = useWords()
  const { time, milliseconds } = useFormats()
  const { webhookId, id: deliveryId } = delivery
  const replay = useAct(
    () =>
      answered(
        api.POST('/v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay', {
          params: { path: { webhookId, deliveryId } },
        }),
      ),
    'deliveries',
  )
  return (
    <TableRow sx={{ verticalAlign: 'top' }}>
      <TableCell component="th" scope="row">
        <code>{delivery.eventType}</code>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {time(delivery.createdAt)}
        </Typography>
        <Box component="details" sx={{ mt: 0.5 }}>
          <summary>{t('deliveries.body')}</summary>
          <Box
            component="pre"
            tabIndex={0}
            sx={{ maxWidth: 420, maxHeight: 240, overflow: 'auto', p: 1, bgcolor: 'action.hover', borderRadius: 1 }}
          >
            {delivery.body}
          </Box>
        </Box>
      </TableCell>
      <TableCell>
        <Chip
          size="small"
          variant="outlined"
          color={COLOURS[delivery.status]}
          label={t(`deliveries.${delivery.status}`)}
        />
      </TableCell>
      <TableCell>
        {delivery.attempts.map((each) => (
          <Typography key={each.at} variant="body2">
            {time(each.at)}: {each.status ?? each.error} · {milliseconds(each.durationMs)}
          </Typography>
        ))}
        {delivery.nextAttemptAt && (
          <Typography variant="body2">{t('deliveries.next', { at: time(delivery.nextAttemptAt) })}</Typography>
        )}
      </TableCell>
      <TableCell>
        {delivery.status !== 'pending' && (
          <Button size="small" onClick={() => replay.mutate()} loading={replay.isPending}>
            {t('deliveries.replay')}
          </Button>
        )}
      </TableCell>
    </TableRow>
  )
}
