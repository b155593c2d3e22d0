import { Chip, Link, Paper, Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material'
import { Link as RouterLink } from 'react-router'
import type { Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import type { App } from '../AppPart'
import { useWords } from '../words'

/** Traces with what each took, used and cost. */
export function TraceTable({ app, traces }: { app: App; traces: Schemas['TraceView'][] }) {
  const t = useWords()
  const { time, milliseconds, number, dollars } = useFormats()
  return (
    <TableContainer component={Paper} variant="outlined" tabIndex={0}>
      <Table size="small" aria-label={t('app.traces')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('traces.name')}</TableCell>
            <TableCell>{t('traces.started')}</TableCell>
            <TableCell align="right">{t('traces.duration')}</TableCell>
            <TableCell align="right">{t('traces.spans')}</TableCell>
            <TableCell>{t('traces.model')}</TableCell>
            <TableCell align="right">{t('traces.tokens')}</TableCell>
            <TableCell align="right">{t('traces.cost')}</TableCell>
            <TableCell>{t('traces.user')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {traces.map((trace) => (
            <TableRow key={trace.traceId} hover>
              <TableCell component="th" scope="row" sx={{ minWidth: 150 }}>
                <Link component={RouterLink} to={`/apps/${app.id}/traces/${trace.traceId}`} sx={{ fontWeight: 600 }}>
                  {trace.name || t('traces.unnamed')}
                </Link>{' '}
                {trace.status === 'error' && <Chip size="small" color="error" label={t('traces.error')} />}
                {trace.tags.map((tag) => (
                  <Chip key={tag} size="small" variant="outlined" label={tag} sx={{ ml: 0.5 }} />
                ))}
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{time(trace.startedAt)}</TableCell>
              <TableCell align="right">{milliseconds(trace.durationMs)}</TableCell>
              <TableCell align="right">{number(trace.spanCount)}</TableCell>
              <TableCell>{trace.models.join(', ')}</TableCell>
              <TableCell align="right">{number(trace.inputTokens + trace.outputTokens)}</TableCell>
              <TableCell align="right">{dollars(trace.cost)}</TableCell>
              <TableCell>{trace.userId ?? ''}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
