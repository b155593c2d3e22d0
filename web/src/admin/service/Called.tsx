import {
  MenuItem,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { spoken } from '../../shared/acts'
import type { Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { useWords } from '../words'

type Level = Schemas['CalledLevel']
const BEYOND = 2_000

/** How areas, or single endpoints, did in the last minutes. */
export function Called({ metrics }: { metrics: Schemas['ServiceMetrics'] }) {
  const t = useWords()
  const [by, setBy] = useState<'areas' | 'endpoints'>('areas')
  const [area, setArea] = useState('')
  const named = useNamed()
  const areas = metrics.areas.map((each) => each.area).filter((each) => each !== null)
  const isEndpoints = by === 'endpoints'
  const levels = isEndpoints ? metrics.endpoints.filter((each) => !area || each.area === area) : metrics.areas
  return (
    <Stack spacing={2} component="section" aria-label={t('called.title')}>
      <Stack direction="row" useFlexGap spacing={2} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <Typography variant="h2" sx={{ flexGrow: 1 }}>
          {t('called.title')}
        </Typography>
        {isEndpoints && (
          <TextField
            select
            size="small"
            label={t('called.only')}
            value={areas.includes(area) ? area : ''}
            onChange={(event) => setArea(event.target.value)}
            sx={{ minWidth: 180 }}
          >
            <MenuItem value="">{t('called.all')}</MenuItem>
            {areas.map((each) => (
              <MenuItem key={each} value={each}>
                {named(each)}
              </MenuItem>
            ))}
          </TextField>
        )}
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label={t('called.by')}
          value={by}
          onChange={(_, chosen: typeof by | null) => chosen && setBy(chosen)}
        >
          <ToggleButton value="areas" sx={{ textTransform: 'none' }}>
            {t('called.areas')}
          </ToggleButton>
          <ToggleButton value="endpoints" sx={{ textTransform: 'none' }}>
            {t('called.endpoints')}
          </ToggleButton>
        </ToggleButtonGroup>
      </Stack>
      <Typography sx={{ color: 'text.secondary' }}>{t('called.text', { minutes: metrics.calledMinutes })}</Typography>
      {levels.length === 0 ? (
        <Typography>{t('called.none')}</Typography>
      ) : (
        <TableContainer
          component={Paper}
          variant="outlined"
          tabIndex={0}
          role="region"
          aria-label={t('called.title')}
          sx={{ maxHeight: 480 }}
        >
          <Table size="small" stickyHeader aria-label={t('called.title')}>
            <TableHead>
              <TableRow>
                <TableCell>{t(isEndpoints ? 'called.endpoint' : 'called.area')}</TableCell>
                <TableCell align="right">{t('metrics.requests')}</TableCell>
                <TableCell align="right">{t('metrics.failed')}</TableCell>
                <TableCell align="right">{t('metrics.half')}</TableCell>
                <TableCell align="right">{t('metrics.p95')}</TableCell>
                <TableCell align="right">{t('metrics.p99')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {levels.map((each) => (
                <Line key={each.endpoint ?? each.area ?? ''} level={each} name={named(each.area)} />
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
    </Stack>
  )
}

function Line({ level, name }: { level: Level; name: string }) {
  const t = useWords()
  const { number, percent, milliseconds } = useFormats()
  const { p50, p95, p99 } = level.latency
  const share = level.errors / Math.max(1, level.requests)
  const took = (value: number | null) => {
    if (value === null) return '–'
    return value >= BEYOND ? t('called.beyond', { time: milliseconds(BEYOND) }) : milliseconds(Math.round(value))
  }
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {level.endpoint && level.area ? <code>{level.endpoint}</code> : name}
      </TableCell>
      <TableCell align="right">{number(level.requests)}</TableCell>
      <TableCell align="right" sx={{ color: share > 0.05 ? 'error.main' : undefined, whiteSpace: 'nowrap' }}>
        {level.errors > 0 ? `${number(level.errors)} (${percent(share, 1)})` : '0'}
      </TableCell>
      {[p50, p95, p99].map((value, place) => (
        <TableCell key={['p50', 'p95', 'p99'][place]} align="right" sx={{ whiteSpace: 'nowrap' }}>
          {took(value)}
        </TableCell>
      ))}
    </TableRow>
  )
}

/** Return what names an area of the API: its paths' first word. */
function useNamed() {
  const t = useWords()
  return (area: string | null) => {
    const name = area === null ? t('called.other') : spoken(area)
    return name.slice(0, 1).toUpperCase() + name.slice(1)
  }
}
