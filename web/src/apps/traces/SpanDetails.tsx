import { Alert, Box, Chip, Paper, Stack, Typography } from '@mui/material'
import { useFormats } from '../../shared/format'
import { LongText } from '../../shared/layout/LongText'
import { useWords } from '../words'
import { type Row, readable } from './waterfall'

/** What a span was about: model, tokens and cost, what went in and came out, and what else it carries. */
export function SpanDetails({ row }: { row: Row }) {
  const t = useWords()
  const { time, milliseconds, number, dollars } = useFormats()
  const { span, meaning } = row
  const facts: [string, string | null | undefined | false][] = [
    [t('traces.started'), time(row.startedAt)],
    [t('traces.duration'), milliseconds(row.durationNanos / 1e6)],
    [t('traces.model'), [meaning.provider, meaning.model].filter(Boolean).join(' · ')],
    [t('span.tool'), meaning.toolName],
    [t('span.input'), meaning.inputTokens != null && number(meaning.inputTokens)],
    [t('span.output'), meaning.outputTokens != null && number(meaning.outputTokens)],
    [t('traces.cost'), meaning.cost != null && dollars(meaning.cost)],
    [t('span.finish'), meaning.finishReasons?.join(', ')],
  ]
  const attributes = Object.entries(span.attributes ?? {})
  return (
    <Paper variant="outlined" sx={{ p: 2, alignSelf: 'start', minWidth: 0 }}>
      <Stack spacing={2}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <Typography variant="h2" sx={{ overflowWrap: 'anywhere' }}>
            {span.name}
          </Typography>
          {meaning.observation && <Chip size="small" variant="outlined" label={t(`kind.${meaning.observation}`)} />}
        </Box>
        {span.status === 'error' && <Alert severity="error">{span.statusMessage || t('traces.error')}</Alert>}
        <Box
          component="dl"
          sx={{ m: 0, display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', gap: 0.75, columnGap: 2 }}
        >
          {facts
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <Box key={name} sx={{ display: 'contents' }}>
                <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
                  {name}
                </Typography>
                <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere' }}>
                  {value}
                </Typography>
              </Box>
            ))}
        </Box>
        <LongText title={t('span.given')}>{readable(meaning.input)}</LongText>
        <LongText title={t('span.answered')}>{readable(meaning.output)}</LongText>
        {(span.events ?? []).length > 0 && (
          <Box>
            <Typography variant="h3">{t('span.events')}</Typography>
            {(span.events ?? []).map((event, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: events have no other name
              <Typography key={place} variant="body2">
                {milliseconds(Math.max(0, event.atNanos - span.startNanos) / 1e6)} {event.name}
              </Typography>
            ))}
          </Box>
        )}
        {attributes.length > 0 && (
          <Box component="details">
            <Typography component="summary" sx={{ cursor: 'pointer' }}>
              {t('span.attributes', { count: attributes.length })}
            </Typography>
            <Box component="dl" sx={{ m: 0, mt: 1 }}>
              {attributes.map(([name, value]) => (
                <Box key={name} sx={{ mb: 1 }}>
                  <Typography
                    component="dt"
                    variant="caption"
                    sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}
                  >
                    {name}
                  </Typography>
                  <Typography component="dd" variant="body2" dir="auto" sx={{ m: 0, overflowWrap: 'anywhere' }}>
                    {readable(value)}
                  </Typography>
                </Box>
              ))}
            </Box>
          </Box>
        )}
      </Stack>
    </Paper>
  )
}
