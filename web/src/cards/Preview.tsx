import { Alert, Box, Paper, Skeleton, Stack, TextField, Typography } from '@mui/material'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answered, api } from '../shared/api/client'
import { useFormats } from '../shared/format'
import type { Kept } from './autosave'
import { type Card, useSettled } from './cards'
import { type Content, readAs, written } from './draft'
import { useWords } from './words'

interface Props {
  card: Card
  content: Content
  kept: Kept
  values: Record<string, string>
  setValues: (values: Record<string, string>) => void
}

/** What a model would be sent, rendered anew whenever the draft or a value changes. */
export function Preview({ card, content, kept, values, setValues }: Props) {
  const t = useWords()
  const variables = content.variables ?? []
  return (
    <Box>
      <Paper
        variant="outlined"
        sx={{ p: 2, position: { lg: 'sticky' }, top: 16, maxHeight: { lg: '92vh' }, overflowY: 'auto' }}
      >
        <Typography variant="h2" gutterBottom>
          {t('preview.title')}
        </Typography>
        <Stack spacing={1.5} sx={{ mb: 2 }}>
          {variables.map(({ name, type = 'string', default: standard }) => (
            <TextField
              key={name}
              size="small"
              multiline
              maxRows={6}
              label={t('preview.value', { name })}
              placeholder={written(standard)}
              value={values[name] ?? ''}
              error={Boolean(values[name]) && readAs(type, values[name] ?? '') === undefined}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            />
          ))}
        </Stack>
        <Rendered card={card} variables={given(content, values)} stale={kept !== 'saved'} />
      </Paper>
    </Box>
  )
}

function given(content: Content, values: Record<string, string>): Record<string, unknown> {
  const named = (content.variables ?? []).map(
    ({ name, type = 'string' }) => [name, readAs(type, values[name] ?? '')] as const,
  )
  return Object.fromEntries(named.filter(([name, value]) => values[name] && value !== undefined))
}

function Rendered({ card, variables, stale }: { card: Card; variables: Record<string, unknown>; stale: boolean }) {
  const t = useWords()
  const { number } = useFormats()
  const settled = useSettled(JSON.stringify(variables))
  const { data, error, isPending } = useQuery({
    queryKey: ['card-preview', card.id, card.updatedAt, settled],
    queryFn: () =>
      answered(
        api.POST('/v1/cards/{cardId}/preview', {
          params: { path: { cardId: card.id } },
          body: { version: 'draft', variables: JSON.parse(settled) as Record<string, unknown> },
        }),
      ),
    placeholderData: keepPreviousData,
  })
  if (error) return <Alert severity="warning">{error.message}</Alert>
  if (isPending) return <Skeleton variant="rounded" height={120} />
  return (
    <Stack spacing={1.5} aria-busy={stale}>
      {data.missing.length > 0 && (
        <Alert severity="info">{t('preview.missing', { names: data.missing.join(', ') })}</Alert>
      )}
      {data.messages.map((message, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a message is its place in the conversation
        <Box key={place} sx={{ bgcolor: 'action.hover', borderRadius: 1, p: 1.5 }}>
          <Typography variant="caption" sx={{ fontWeight: 650, color: 'text.secondary' }}>
            {message.role}
          </Typography>
          <Typography dir="auto" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: '0.9rem' }}>
            {written(message.content)}
          </Typography>
        </Box>
      ))}
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {t('preview.length', { characters: number(data.characters) })}
      </Typography>
    </Stack>
  )
}
