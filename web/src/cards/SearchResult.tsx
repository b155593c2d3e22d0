import {
  Alert,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material'
import type { Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { LongText } from '../shared/layout/LongText'
import type { Card } from './cards'
import { messagesOf } from './draft'
import { useWords } from './words'

/** What a search found: its best prompt, and how it does on cases that it was not chosen by. */
export function SearchResult({ card, result }: { card: Card; result: Schemas['OptimisationResult'] }) {
  const t = useWords()
  const { number } = useFormats()
  const between = ({ mean, low, high }: Schemas['HeldOut']) =>
    t('search.between', { mean: number(mean, 3), low: number(low, 3), high: number(high, 3) })
  const rows = [
    { name: t('search.original'), score: result.originalScore },
    { name: t('search.best', { what: result.what }), score: result.bestScore },
    { name: t('search.difference'), score: result.difference },
  ]
  const roles = messagesOf(card.content).map(({ role }) => t(`role.${role}`))
  return (
    <>
      <Alert severity={result.isBetter ? 'success' : 'info'}>
        {t(result.isBetter ? 'search.better' : 'search.notBetter')}
      </Alert>
      <TableContainer tabIndex={0}>
        <Table size="small" aria-label={t('search.heldOut')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('search.prompt')}</TableCell>
              <TableCell>{t('search.heldOut')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(({ name, score }) => (
              <TableRow key={name}>
                <TableCell component="th" scope="row">
                  {name}
                </TableCell>
                <TableCell>{between(score)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('search.n', { count: number(result.n) })}
      </Typography>
      {result.best !== 0 && (
        <Stack spacing={1}>
          <Typography variant="h3">{t('search.found')}</Typography>
          {result.templates.map((template, place) => (
            <LongText
              // biome-ignore lint/suspicious/noArrayIndexKey: a message is its place in the conversation
              key={place}
              label={t('search.message', { number: place + 1 })}
            >
              {result.templates.length > 1 && roles[place] ? `${roles[place]}\n` : ''}
              {template}
            </LongText>
          ))}
        </Stack>
      )}
    </>
  )
}
