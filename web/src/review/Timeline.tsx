import { Alert, Box, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../shared/api/client'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { useTimes } from './times'
import { useWords } from './words'
import type { en } from './words/en'

type Entry = Schemas['TimelineEntry']

const SIGNALS = new Set([
  'focus_lost',
  'full_screen_left',
  'second_tab',
  'pasted',
  'address_changed',
  'device_changed',
  'clock_changed',
  'taken_over',
])
const NAMED = new Set([...SIGNALS, 'focus_regained', 'copied', 'started', 'submitted', 'extended', 'time_credited'])
const OTHERS = new Set(['break_started', 'break_ended', 'saved_last', 'ran', 'edited'])

/** Return the word for what a timeline's entry tells. */
export function kindOf(kind: string): keyof typeof en {
  return NAMED.has(kind) || OTHERS.has(kind) ? (`event.${kind}` as keyof typeof en) : 'event.other'
}

/** What happened in an attempt in order; `changed` says when to ask anew. */
export function Timeline({ attemptId, changed = '' }: { attemptId: string; changed?: string }) {
  const t = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['timeline', attemptId, changed],
    queryFn: () =>
      answered(api.GET('/v1/attempts/{attemptId}/integrity/timeline', { params: { path: { attemptId } } })),
    placeholderData: (before) => before,
  })
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  return (
    <Stack spacing={1}>
      {data.dropped + data.missing > 0 && (
        <Alert severity="info">{t('timeline.gaps', { dropped: data.dropped, missing: data.missing })}</Alert>
      )}
      <Box component="ol" sx={{ listStyle: 'none', p: 0, m: 0 }} aria-label={t('timeline.title')}>
        {data.entries.map((entry) => (
          <Line key={entry.id} entry={entry} />
        ))}
      </Box>
    </Stack>
  )
}

function Line({ entry }: { entry: Entry }) {
  const t = useWords()
  const { time } = useTimes()
  const details = [
    entry.size && t('timeline.characters', { count: entry.size }),
    entry.seconds && t('timeline.seconds', { count: entry.seconds }),
    entry.count && t(entry.kind === 'extended' ? 'timeline.minutes' : 'timeline.times', { count: entry.count }),
  ].filter(Boolean)
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 1.5,
        py: 0.75,
        pl: 1.5,
        borderLeft: 3,
        borderColor: SIGNALS.has(entry.kind) ? 'warning.main' : 'divider',
      }}
    >
      <Typography variant="body2" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums', minWidth: 64 }}>
        {time(entry.at)}
      </Typography>
      <Typography variant="body2">
        {t(kindOf(entry.kind))}
        {details.length > 0 && (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {' '}
            · {details.join(', ')}
          </Box>
        )}
      </Typography>
    </Box>
  )
}
