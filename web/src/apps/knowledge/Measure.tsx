import {
  Alert,
  Box,
  Button,
  Chip,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link,
  Stack,
  TableCell,
  TableRow,
  Typography,
} from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, listed, type Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { Empty } from '../../shared/layout/Empty'
import { Rows } from '../../shared/layout/Rows'
import { useOperation } from '../../shared/operation'
import { usePages } from '../../shared/pages'
import type { App } from '../AppPart'
import { useWords } from '../words'
import type { Base } from './Knowledge'
import { MeasureForm } from './MeasureForm'

type Measurement = Schemas['RagEvaluationView']

/** How often a search finds what answers a question, one measurement after the other. */
export function Measure({ app, base }: { app: App; base: Base }) {
  const t = useWords()
  const { time, percent, number } = useFormats()
  const [open, setOpen] = useState<Measurement | 'new' | null>(null)
  const queries = useQueryClient()
  const [operationId, setOperationId] = useState<string | null>(null)
  const { data: operation } = useOperation(operationId)
  const over = Boolean(operation?.finishedAt)
  useEffect(() => {
    if (over) void queries.invalidateQueries({ queryKey: ['kb', app.id, 'measurements'] })
  }, [over, queries, app.id])
  const list = usePages(['kb', app.id, 'measurements'], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/kb/evaluations', {
        params: { path: { appId: app.id }, query: { limit: 20, cursor: cursor ?? null } },
      }),
    ),
  )
  const measure = app.status === 'active' && base.activeVersion > 0 && (
    <Button variant="contained" onClick={() => setOpen('new')}>
      {t('kb.measure')}
    </Button>
  )
  const part = (value: number | undefined) => (value === undefined ? '–' : percent(value))
  return (
    <Stack spacing={2}>
      {Boolean(list.items?.length) && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
          <Typography sx={{ flexGrow: 1, color: 'text.secondary' }}>{t('kb.measureText')}</Typography>
          {measure}
        </Box>
      )}
      {operationId && !over && <Typography role="status">{t('kb.measuring')}</Typography>}
      {operation?.status === 'failed' && <Alert severity="error">{operation.error?.message}</Alert>}
      <Rows
        name={t('kb.measurePart')}
        list={list}
        head={[
          t('kb.measurement'),
          t('kb.version'),
          ...[1, 3, 5, 10].map((count) => t('kb.recallAt', { count })),
          t('kb.mrr'),
        ]}
        empty={<Empty title={t('kb.noMeasurements')} text={t('kb.measureText')} action={measure} />}
        row={(each) => (
          <TableRow key={each.id} hover>
            <TableCell component="th" scope="row" sx={{ minWidth: 160 }}>
              <Link component="button" type="button" sx={{ fontWeight: 600 }} onClick={() => setOpen(each)}>
                {each.name}
              </Link>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {time(each.createdAt)}
              </Typography>
            </TableCell>
            <TableCell>{each.version ?? '–'}</TableCell>
            <TableCell>{part(each.means?.recallAt1)}</TableCell>
            <TableCell>{part(each.means?.recallAt3)}</TableCell>
            <TableCell>{part(each.means?.recallAt5)}</TableCell>
            <TableCell>{part(each.means?.recallAt10)}</TableCell>
            <TableCell>{each.means ? number(each.means.mrr, 2) : '–'}</TableCell>
          </TableRow>
        )}
      />
      {open === 'new' && <MeasureForm app={app} base={base} close={() => setOpen(null)} begun={setOperationId} />}
      {open !== null && open !== 'new' && <Places of={open} close={() => setOpen(null)} />}
    </Stack>
  )
}

/** At which place a search found what answers each question. */
function Places({ of, close }: { of: Measurement; close: () => void }) {
  const t = useWords()
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="places">
      <DialogTitle id="places">{of.name}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          {of.questions.map(({ question, expected }, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same question may be asked twice
            <Box key={row}>
              <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{question}</Typography>
              {expected.map(({ kind, key }, column) => {
                const place = of.places[row]?.[column]
                return (
                  <Box key={`${kind} ${key}`} sx={{ display: 'flex', gap: 1, alignItems: 'center', pt: 0.5 }}>
                    <Typography sx={{ flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{key}</Typography>
                    {place !== undefined && (
                      <Chip
                        size="small"
                        variant="outlined"
                        color={place > 0 ? 'success' : 'error'}
                        label={place > 0 ? t('kb.place', { place }) : t('kb.notFound')}
                      />
                    )}
                  </Box>
                )
              })}
            </Box>
          ))}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('close')}</Button>
      </DialogActions>
    </Dialog>
  )
}
