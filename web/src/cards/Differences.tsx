import { Alert, Box, Skeleton, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { answered, api } from '../shared/api/client'
import type { Card } from './cards'
import { written } from './draft'
import { useWords } from './words'

const COLOURS: Record<string, string> = { '+': 'success.main', '-': 'error.main', '@': 'text.secondary' }

/** What became of a card from one version to another: its prompt by lines, everything else by field. */
export function Differences({ card, before, after }: { card: Card; before: string; after: string }) {
  const t = useWords()
  const { data, error } = useQuery({
    queryKey: ['card-differences', card.id, before, after, card.updatedAt],
    queryFn: () =>
      answered(
        api.GET('/v1/cards/{cardId}/differences', { params: { path: { cardId: card.id }, query: { before, after } } }),
      ),
  })
  if (error) return <Alert severity="error">{error.message}</Alert>
  if (!data) return <Skeleton variant="rounded" height={120} />
  if (data.changes.length === 0) return <Typography>{t('versions.same')}</Typography>
  return (
    <>
      {data.unified && <Lines text={data.unified} />}
      <Table size="small" aria-label={t('versions.fields')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('versions.field')}</TableCell>
            <TableCell>{t('versions.before')}</TableCell>
            <TableCell>{t('versions.after')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {data.changes.map((change) => (
            <TableRow key={change.pointer}>
              <TableCell component="th" scope="row">
                {change.pointer.slice(1).replaceAll('/', ' › ')}
              </TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>{written(change.before) || '–'}</TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>{written(change.after) || '–'}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  )
}

/** A unified diff; the signs at the lines' heads say what the colours do. */
export function Lines({ text }: { text: string }) {
  const t = useWords()
  return (
    <Box
      component="pre"
      tabIndex={0}
      aria-label={t('versions.lines')}
      sx={{
        m: 0,
        p: 1.5,
        overflow: 'auto',
        maxHeight: 480,
        borderRadius: 1,
        bgcolor: 'action.hover',
        fontSize: '0.85rem',
      }}
    >
      {text.split('\n').map((line, number) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
        <Box key={number} component="span" sx={{ display: 'block', color: COLOURS[line[0] ?? ''] ?? 'text.primary' }}>
          {line || ' '}
        </Box>
      ))}
    </Box>
  )
}
