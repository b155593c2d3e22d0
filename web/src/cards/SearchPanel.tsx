import { Alert, Box, Chip, LinearProgress, Paper, Stack, Typography } from '@mui/material'
import { useMay } from '../shared/access'
import { useAct } from '../shared/acts'
import { answered, api } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { notices } from '../shared/notices'
import { useCaseSets } from './CaseSets'
import { type Card, useCardChange } from './cards'
import { modelName } from './runs'
import { SearchResult } from './SearchResult'
import { type Search, shareOf, useSearch } from './searches'
import { useWords } from './words'

/** A search: how far it is, what it tried, and what came of it. */
export function SearchPanel({ card, first }: { card: Card; first: Search }) {
  const t = useWords()
  const may = useMay()
  const { time } = useFormats()
  const { data: search } = useSearch(first)
  const cancel = useAct(
    () => answered(api.POST('/v1/operations/{operationId}/cancel', { params: { path: { operationId: search.id } } })),
    'card-optimisation',
  )
  const apply = useCardChange(
    card.id,
    () =>
      answered(
        api.POST('/v1/cards/{cardId}/optimisations/{optimisationId}/apply', {
          params: { path: { cardId: card.id, optimisationId: search.id } },
        }),
      ),
    () => notices.getState().say(t('search.applied')),
  )
  const isOver = search.finishedAt !== null
  const at = time(search.createdAt)
  return (
    <Paper variant="outlined" sx={{ p: 2 }} component="section" aria-label={t('search.of', { at })}>
      <Stack spacing={2}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <Typography variant="h2">{t('search.of', { at })}</Typography>
          <Chip size="small" label={t(`search.${search.status}`)} />
          <Box sx={{ flexGrow: 1 }} />
          {!isOver && may('cards:run') && (
            <ConfirmButton
              color="error"
              question={t('search.cancelQuestion')}
              text={t('search.cancelText')}
              act={() => cancel.mutate()}
            >
              {t('search.cancel')}
            </ConfirmButton>
          )}
          {search.result && search.result.best !== 0 && may('cards:write') && card.status === 'active' && (
            <ConfirmButton
              variant={search.result.isBetter ? 'contained' : 'outlined'}
              question={t('search.applyQuestion')}
              text={t('search.applyText')}
              loading={apply.isPending}
              act={() => apply.mutate()}
            >
              {t('search.apply')}
            </ConfirmButton>
          )}
        </Box>
        <Figures search={search} />
        {!isOver && <LinearProgress variant="determinate" value={shareOf(search)} aria-label={t('search.progress')} />}
        {isOver && !search.result && search.status !== 'cancelled' && (
          <Alert severity="warning">{t('search.noResult')}</Alert>
        )}
        {search.problems.map((problem) => (
          <Alert key={problem} severity="info">
            {problem}
          </Alert>
        ))}
        {search.result && <SearchResult card={card} result={search.result} />}
        {search.candidates.length > 0 && <Candidates search={search} />}
      </Stack>
    </Paper>
  )
}

function Figures({ search }: { search: Search }) {
  const t = useWords()
  const { number, nanos } = useFormats()
  const set = useCaseSets().items?.find(({ id }) => id === search.caseSetId)?.name ?? '…'
  const said = [
    t('versions.one', { number: search.cardVersion }),
    `${set} (${search.caseSetVersion})`,
    modelName(search.target),
    t('search.trials', { done: number(search.trials), most: number(search.maxTrials) }),
    search.errors > 0 && t('search.errors', { count: number(search.errors) }),
    search.costNanos !== null && nanos(search.costNanos),
  ]
  return <Typography sx={{ color: 'text.secondary' }}>{said.filter(Boolean).join(' · ')}</Typography>
}

function Candidates({ search }: { search: Search }) {
  const t = useWords()
  return (
    <Box>
      <Typography variant="h3" gutterBottom>
        {t('search.candidates')}
      </Typography>
      <Box component="ol" start={0} sx={{ m: 0, pl: 3 }}>
        {search.candidates.map((what, place) => (
          <Typography
            component="li"
            // biome-ignore lint/suspicious/noArrayIndexKey: candidates are known by their numbers
            key={place}
            sx={{ fontWeight: place === search.result?.best ? 650 : 400 }}
          >
            {what}
          </Typography>
        ))}
      </Box>
    </Box>
  )
}
