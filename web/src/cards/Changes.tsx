import { Box, Paper, Stack, Typography } from '@mui/material'
import { api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { More } from '../shared/layout/More'
import { usePages } from '../shared/pages'
import type { Card } from './cards'
import { changeText } from './changes'
import { useWords } from './words'

/** Who changed what of a card, the latest first. */
export function Changes({ card }: { card: Card }) {
  const t = useWords()
  const { error, items, again, more, asking } = usePages(['card-changes', card.id, card.tag], (cursor) =>
    listed(
      api.GET('/v1/cards/{cardId}/changes', {
        params: { path: { cardId: card.id }, query: { limit: 20, cursor: cursor ?? null } },
      }),
    ),
  )
  return (
    <Paper variant="outlined" sx={{ p: 2 }} component="section" aria-label={t('changes.title')}>
      <Stack spacing={2}>
        <Typography variant="h2">{t('changes.title')}</Typography>
        {error && <Failure problem={error} again={again} />}
        {!items && !error && <Loading />}
        {items?.length === 0 && <Typography>{t('changes.none')}</Typography>}
        <Stack spacing={1.5} component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {items?.map((change) => (
            <Change key={change.id} change={change} />
          ))}
        </Stack>
        <More more={more} asking={asking} />
      </Stack>
    </Paper>
  )
}

function Change({ change }: { change: Schemas['CardChangeView'] }) {
  const t = useWords()
  const { time } = useFormats()
  return (
    <Box component="li" sx={{ overflowWrap: 'anywhere' }}>
      <Typography>{changeText(change, t)}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {change.byName ?? t('talk.somebody')} · {time(change.at)}
      </Typography>
    </Box>
  )
}
