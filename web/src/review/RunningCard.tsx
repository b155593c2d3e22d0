import { Box, Button, Chip, LinearProgress, Paper, Stack, Typography } from '@mui/material'
import { Link } from 'react-router'
import { useMay } from '../shared/access'
import type { Running } from './running'
import { elapsedPercent, lengthOf, SOON } from './times'
import { useWords } from './words'

/** One attempt of the monitor: whose, how long yet, what has happened, and what can be done. */
export function RunningCard({
  row,
  now,
  extend,
  watch,
}: {
  row: Running
  now: number
  extend: () => void
  watch: () => void
}) {
  const t = useWords()
  const may = useMay()
  const left = row.deadline - now
  const onBreak = !row.isOver && row.onBreakUntil !== null && row.onBreakUntil > now
  const soon = !row.isOver && left < SOON
  const name = row.name || t('live.someone')
  return (
    <Paper component="li" variant="outlined" aria-label={name} sx={{ p: 2 }}>
      <Stack direction={{ xs: 'column', md: 'row' }} spacing={2} sx={{ alignItems: { md: 'center' } }}>
        <Box sx={{ flex: { md: '1 1 220px' }, minWidth: 0 }}>
          <Typography sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>{name}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {row.title}
          </Typography>
        </Box>
        <Box sx={{ flex: { md: '1 1 200px' } }}>
          {row.isOver ? (
            <Chip size="small" color="success" label={t('live.handedIn')} />
          ) : (
            <>
              <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums' }}>
                {onBreak ? t('live.onBreak') : t('live.left', { time: lengthOf(left) })}
              </Typography>
              <LinearProgress
                variant="determinate"
                color={soon ? 'warning' : 'primary'}
                value={elapsedPercent(row.startedAt, row.deadline, now)}
                aria-label={t('live.timeOf', { name })}
                sx={{ mt: 0.5, borderRadius: 1, height: 6 }}
              />
            </>
          )}
        </Box>
        <Stack direction="row" sx={{ flex: { md: '1 1 220px' }, gap: 0.5, flexWrap: 'wrap' }}>
          {row.runs > 0 && (
            <Chip size="small" variant="outlined" label={t('live.runs', { passed: row.runsPassed, all: row.runs })} />
          )}
          {row.extendedMinutes > 0 && (
            <Chip size="small" variant="outlined" label={t('live.extended', { minutes: row.extendedMinutes })} />
          )}
          {row.outages > 0 && (
            <Chip size="small" variant="outlined" color="warning" label={t('live.outages', { count: row.outages })} />
          )}
          {row.interviewers.map((each) => (
            <Chip
              key={each}
              size="small"
              variant="outlined"
              color="primary"
              label={t('live.interviewer', { name: each })}
            />
          ))}
        </Stack>
        <Stack direction="row" sx={{ flexWrap: 'wrap' }}>
          <Button size="small" onClick={watch} aria-label={t('live.watchOf', { name })}>
            {t('live.watch')}
          </Button>
          {!row.isOver && may('attempts:accommodate') && (
            <Button size="small" onClick={extend} aria-label={t('live.extendOf', { name })}>
              {t('live.extend')}
            </Button>
          )}
          {!row.isOver && row.pairMode && may('attempts:pair') && (
            <Button size="small" component={Link} to={`/attempts/${row.id}/pair?assessment=${row.assessmentId}`}>
              {t('live.join')}
            </Button>
          )}
          {row.isOver && (
            <Button size="small" component={Link} to={`/attempts/${row.id}`}>
              {t('live.report')}
            </Button>
          )}
        </Stack>
      </Stack>
    </Paper>
  )
}
