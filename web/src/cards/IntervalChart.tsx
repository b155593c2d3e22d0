import { Box, Typography } from '@mui/material'
import type { Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { rangeOf, share } from './intervals'
import { useWords } from './words'

const LEAST = 0.0001

/** Effects against the first variant with their intervals; the line is where there is none. */
export function IntervalChart({ comparisons }: { comparisons: Schemas['ComparisonResult'][] }) {
  const t = useWords()
  const { number } = useFormats()
  const range = rangeOf(comparisons)
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 2 }}>
      {comparisons.map(({ metric, variant, baseline, effect, low, high, n, pValue, isSignificant, isPrimary }) => {
        const colour = !isSignificant ? 'text.disabled' : (effect ?? 0) > 0 ? 'success.main' : 'error.main'
        const left = share(low, range)
        return (
          <Box component="li" key={`${metric} ${variant}`}>
            <Typography variant="body2" sx={{ fontWeight: isPrimary ? 650 : 400 }}>
              {t('tests.compared', { metric, variant, baseline })}:{' '}
              {effect === null
                ? t('tests.noEffect')
                : t('tests.effect', {
                    effect: number(effect, 3),
                    low: number(low, 3),
                    high: number(high, 3),
                    n: number(n),
                    p: pValue < LEAST ? `< ${number(LEAST, 4)}` : `= ${number(pValue, 4)}`,
                  })}{' '}
              {t(isSignificant ? 'tests.significant' : 'tests.notYet')}
            </Typography>
            <Box
              aria-hidden
              sx={{ position: 'relative', height: 18, bgcolor: 'action.hover', borderRadius: 0.5, mt: 0.5 }}
            >
              <Box
                sx={{
                  position: 'absolute',
                  top: 7,
                  height: 4,
                  left: `${left}%`,
                  width: `${share(high, range) - left}%`,
                  bgcolor: colour,
                }}
              />
              <Box
                sx={{
                  position: 'absolute',
                  inset: '0 auto',
                  left: `${share(0, range)}%`,
                  borderLeft: 1,
                  borderColor: 'text.primary',
                }}
              />
              {effect !== null && (
                <Box
                  sx={{
                    position: 'absolute',
                    top: 3,
                    ml: '-6px',
                    left: `${share(effect, range)}%`,
                    width: 12,
                    height: 12,
                    borderRadius: '50%',
                    bgcolor: colour,
                  }}
                />
              )}
            </Box>
          </Box>
        )
      })}
    </Box>
  )
}
