import { Box, Chip, LinearProgress, Link, Stack, TableCell, TableRow, Typography } from '@mui/material'
import type { Ref } from 'react'
import { Link as RouterLink } from 'react-router'
import { type Attempt, scorePercent, taken } from './ranking'
import { lengthOf, useTimes } from './times'
import { useWords } from './words'

/** One attempt among an assessment's results, at a place counted from 0. */
export function ResultRow({ attempt, place, ref }: { attempt: Attempt; place: number; ref: Ref<HTMLTableRowElement> }) {
  const t = useWords()
  const { moment } = useTimes()
  const percent = scorePercent(attempt)
  const length = taken(attempt)
  return (
    <TableRow hover ref={ref} data-index={place} aria-rowindex={place + 2}>
      <TableCell component="th" scope="row">
        <Link component={RouterLink} to={`/attempts/${attempt.id}`} sx={{ fontWeight: 600 }}>
          {attempt.candidateName}
        </Link>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {attempt.candidateEmail}
        </Typography>
      </TableCell>
      <TableCell>
        <Stack direction="row" sx={{ gap: 0.5, flexWrap: 'wrap' }}>
          <Chip
            size="small"
            variant="outlined"
            color={attempt.status === 'scored' ? 'success' : 'default'}
            label={t(`attempt.${attempt.status}`)}
          />
          {attempt.releasedAt && <Chip size="small" variant="outlined" label={t('results.released')} />}
          {attempt.practice && <Chip size="small" variant="outlined" label={t('results.practice')} />}
        </Stack>
      </TableCell>
      <TableCell sx={{ minWidth: 140 }}>
        {percent === null ? (
          '–'
        ) : (
          <Box>
            <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums' }}>
              {t('points', { points: Number(attempt.points), most: Number(attempt.maxPoints) })}
            </Typography>
            <LinearProgress
              variant="determinate"
              value={percent}
              aria-label={t('results.scoreOf', { name: attempt.candidateName })}
              sx={{ height: 6, borderRadius: 1 }}
            />
          </Box>
        )}
      </TableCell>
      <TableCell sx={{ fontVariantNumeric: 'tabular-nums' }}>{length === null ? '–' : lengthOf(length)}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{attempt.submittedAt ? moment(attempt.submittedAt) : '–'}</TableCell>
    </TableRow>
  )
}
