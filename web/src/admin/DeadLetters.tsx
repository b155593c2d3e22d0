import { Button, Stack, TableCell, TableRow, Typography } from '@mui/material'
import { useAct } from '../shared/acts'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Empty } from '../shared/layout/Empty'
import { Rows } from '../shared/layout/Rows'
import { usePages } from '../shared/pages'
import { useWords } from './words'

/** Events that no try could handle, and another try. */
export function DeadLetters() {
  const t = useWords()
  const letters = usePages(['dead-letters'], (cursor) =>
    listed(api.GET('/v1/platform/dead-letters', { params: { query: { limit: 25, cursor } } })),
  )
  return (
    <Stack spacing={2}>
      <Typography sx={{ color: 'text.secondary' }}>{t('letters.about')}</Typography>
      <Rows
        name={t('letters.title')}
        list={letters}
        head={[t('letters.what'), t('letters.who'), t('letters.why'), t('letters.when'), t('tenants.actions')]}
        row={(each) => <Letter key={`${each.tenantId} ${each.id}`} letter={each} />}
        empty={<Empty title={t('letters.none')} text={t('letters.noneText')} />}
      />
    </Stack>
  )
}

function Letter({ letter }: { letter: Schemas['PlatformDeadLetterView'] }) {
  const t = useWords()
  const { time } = useFormats()
  const path = { tenantId: letter.tenantId, deadLetterId: letter.id }
  const replay = useAct(
    () =>
      answered(api.POST('/v1/platform/tenants/{tenantId}/dead-letters/{deadLetterId}/replay', { params: { path } })),
    'dead-letters',
  )
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        <code>{letter.eventType}</code>
      </TableCell>
      <TableCell>
        <code>{letter.subscriber}</code>
        <Typography variant="body2">{t('letters.tries', { count: letter.deliveries })}</Typography>
      </TableCell>
      <TableCell>{letter.errorType ?? t('letters.unknown')}</TableCell>
      <TableCell>{time(letter.deadLetteredAt)}</TableCell>
      <TableCell>
        {letter.replayedAt ? (
          t('letters.replayed', { at: time(letter.replayedAt) })
        ) : (
          <Button size="small" onClick={() => replay.mutate()} loading={replay.isPending}>
            {t('letters.replay')}
          </Button>
        )}
      </TableCell>
    </TableRow>
  )
}
