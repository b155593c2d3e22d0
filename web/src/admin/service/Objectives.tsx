import {
  Box,
  LinearProgress,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material'
import type { Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { useWords } from '../words'
import { objectiveWord, windowsOf } from './levels'

/** What is promised: what was attained over three windows, how fast each budget burns, and what is left of it. */
export function Objectives({ levels }: { levels: Schemas['ServiceLevels'] }) {
  const t = useWords()
  return (
    <Stack spacing={2} component="section" aria-label={t('objectives.title')}>
      <Typography variant="h2">{t('objectives.title')}</Typography>
      <Typography sx={{ color: 'text.secondary' }}>{t('objectives.text')}</Typography>
      <Means levels={levels} />
      <TableContainer
        component={Paper}
        variant="outlined"
        tabIndex={0}
        role="region"
        aria-label={t('objectives.title')}
      >
        <Table size="small" aria-label={t('objectives.title')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('objectives.what')}</TableCell>
              <TableCell align="right">{t('objectives.hour')}</TableCell>
              <TableCell align="right">{t('objectives.sixHours')}</TableCell>
              <TableCell align="right">{t('objectives.days')}</TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{t('objectives.left')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {levels.objectives.map((each) => (
              <Objective key={each.name} level={each} />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Stack>
  )
}

function Objective({ level }: { level: Schemas['ObjectiveLevel'] }) {
  const t = useWords()
  const { number, percent } = useFormats()
  const word = objectiveWord(level.name)
  const name = word ? t(word) : level.title
  const isKnown = level.attainedThirtyDays !== null
  const left = Math.max(0, level.budgetLeft)
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ minWidth: 180 }}>
        {name}
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('objectives.target', { share: percent(level.target, 1) })}
        </Typography>
      </TableCell>
      {windowsOf(level).map(({ name, attained, burn, alarming }) => (
        <TableCell key={name} align="right" sx={{ whiteSpace: 'nowrap' }}>
          {attained === null ? (
            <Box component="span" title={t('objectives.tooLittle')} aria-label={t('objectives.tooLittle')} role="img">
              –
            </Box>
          ) : (
            <>
              {percent(attained, 2)}
              <Typography
                variant="body2"
                sx={{
                  color: burn > alarming ? 'error.main' : 'text.secondary',
                  fontWeight: burn > alarming ? 650 : 400,
                }}
              >
                ×{number(burn, 1)}
              </Typography>
            </>
          )}
        </TableCell>
      ))}
      <TableCell sx={{ minWidth: 140 }}>
        {isKnown && (
          <>
            {percent(level.budgetLeft, 1)}
            <LinearProgress
              variant="determinate"
              aria-label={`${t('objectives.left')}: ${name}`}
              color={left === 0 ? 'error' : left < 0.25 ? 'warning' : 'success'}
              value={100 * Math.min(1, left)}
            />
          </>
        )}
      </TableCell>
    </TableRow>
  )
}

function Means({ levels }: { levels: Schemas['ServiceLevels'] }) {
  const t = useWords()
  const { number, milliseconds } = useFormats()
  const means = [
    { key: 'database', level: levels.databaseMeanMs, isBelow: true, told: milliseconds },
    {
      key: 'repair',
      level: levels.repairMinutes,
      isBelow: true,
      told: (value: number) => t('means.minutes', { count: number(value, 1) }),
    },
    {
      key: 'between',
      level: levels.hoursBetweenFailures,
      isBelow: false,
      told: (value: number) => t('means.hours', { count: number(value, 1) }),
    },
  ] as const
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))', gap: 2 }}>
      {means.map(({ key, level, isBelow, told }) => {
        const { attained, target } = level
        const isMissed = attained !== null && (isBelow ? attained >= target : attained <= target)
        return (
          <Paper key={key} variant="outlined" sx={{ p: 2 }}>
            <Typography variant="body2">{t(`means.${key}`)}</Typography>
            <Typography sx={{ fontSize: '1.5rem', fontWeight: 650, color: isMissed ? 'error.main' : 'text.primary' }}>
              {attained === null ? '–' : told(attained)}
            </Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t(isBelow ? 'means.below' : 'means.above', { target: told(target) })}
            </Typography>
          </Paper>
        )
      })}
    </Box>
  )
}
