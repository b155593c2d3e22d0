import { Paper, Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material'
import type { ReactNode } from 'react'
import type { Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { useWords } from '../words'
import type { By } from './Usage'

type Line = Schemas['UsageLine']

/** What was used, line by line. */
export function UsageTable({ by, lines, named }: { by: By; lines: Line[]; named: (line: Line) => ReactNode }) {
  const t = useWords()
  const { number, dollars, milliseconds } = useFormats()
  const took = (value: number | null) => (value === null ? '–' : milliseconds(value))
  const figures: [string, (line: Line) => string][] = [
    [t('app.traces'), (line) => number(line.traces)],
    [t('usage.failed'), (line) => number(line.failedTraces)],
    [t('span.input'), (line) => number(line.inputTokens)],
    [t('span.output'), (line) => number(line.outputTokens)],
    [t('traces.cost'), (line) => dollars(line.cost)],
    [t('usage.p50'), (line) => took(line.p50Ms)],
    [t('usage.p95'), (line) => took(line.p95Ms)],
    [t('usage.p99'), (line) => took(line.p99Ms)],
  ]
  return (
    <TableContainer component={Paper} variant="outlined" tabIndex={0} role="region" aria-label={t('app.usage')}>
      <Table size="small" aria-label={t('app.usage')}>
        <TableHead>
          <TableRow>
            <TableCell>{t(`usage.${by}`)}</TableCell>
            {figures.map(([name]) => (
              <TableCell key={name} align="right" sx={{ whiteSpace: 'nowrap' }}>
                {name}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {lines.map((line) => (
            <TableRow key={line.name} hover>
              <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere', minWidth: 130 }}>
                {named(line)}
              </TableCell>
              {figures.map(([name, figure]) => (
                <TableCell key={name} align="right">
                  {figure(line)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
