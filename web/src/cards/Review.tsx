import {
  Box,
  Button,
  MenuItem,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { CardPart } from './CardTabs'
import { useCaseSets } from './CaseSets'
import type { Card } from './cards'
import { Findings } from './Findings'
import { quoted } from './found'
import { useWords } from './words'

/** What may be better in a card's draft, what it costs, and what in it looks like an injection. */
export function Review() {
  return (
    <CardPart part="/review">
      {(card) => (
        <Stack spacing={3}>
          <Scan card={card} />
          <Analysis card={card} />
        </Stack>
      )}
    </CardPart>
  )
}

function Scan({ card }: { card: Card }) {
  const t = useWords()
  const [caseSetId, setCaseSetId] = useState('')
  const sets = useCaseSets().items ?? []
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['injection-scan', card.id, card.updatedAt, caseSetId],
    queryFn: () =>
      answered(
        api.POST('/v1/cards/{cardId}/injection-scan', {
          params: { path: { cardId: card.id } },
          body: { version: 'draft', caseSetId: caseSetId || null },
        }),
      ),
  })
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 1 }}>
        <Typography variant="h2" sx={{ flexGrow: 1 }}>
          {t('review.injections')}
        </Typography>
        <TextField
          select
          size="small"
          label={t('review.cases')}
          value={caseSetId}
          onChange={(event) => setCaseSetId(event.target.value)}
          slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
          sx={{ minWidth: 220 }}
        >
          <MenuItem value="">{t('review.noCases')}</MenuItem>
          {sets.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <Button loading={isFetching} onClick={() => refetch()}>
          {t('review.again')}
        </Button>
      </Box>
      {error && <Failure problem={error} again={refetch} />}
      {!data && !error && <Loading />}
      {data && <Findings report={data} clean={t('review.clean')} sourceOf={quoted} />}
    </Paper>
  )
}

function Analysis({ card }: { card: Card }) {
  const t = useWords()
  const { number, dollars } = useFormats()
  const { data, error, refetch } = useQuery({
    queryKey: ['card-analysis', card.id, card.updatedAt],
    queryFn: () =>
      answered(
        api.POST('/v1/cards/{cardId}/analysis', { params: { path: { cardId: card.id } }, body: { version: 'draft' } }),
      ),
  })
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  return (
    <>
      <Paper variant="outlined" sx={{ p: 2 }}>
        <Typography variant="h2" gutterBottom>
          {t('review.suggestions')}
        </Typography>
        {data.suggestions.length === 0 && <Typography>{t('review.noSuggestions')}</Typography>}
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {data.suggestions.map(({ kind, pointer, start, reason }) => (
            <Typography component="li" key={`${kind} ${pointer} ${start}`} gutterBottom>
              {reason}
            </Typography>
          ))}
        </Box>
      </Paper>
      <Paper variant="outlined" sx={{ p: 2, overflowX: 'auto' }} tabIndex={0}>
        <Typography variant="h2" gutterBottom>
          {t('review.costs', { tokens: number(data.tokens), output: number(data.outputTokens) })}
        </Typography>
        <Table size="small" aria-label={t('area.costs')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('cards.model')}</TableCell>
              <TableCell align="right">{t('review.perThousand')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {data.costs.map(({ provider, model, dollarsPerThousandCalls }) => (
              <TableRow key={`${provider} ${model}`}>
                <TableCell component="th" scope="row">
                  {provider} · {model}
                </TableCell>
                <TableCell align="right">{dollars(Number(dollarsPerThousandCalls))}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Paper>
    </>
  )
}
