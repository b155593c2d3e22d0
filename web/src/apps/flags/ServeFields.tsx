import { Box, MenuItem, TextField } from '@mui/material'
import { useWords } from '../words'
import type { Serve } from './editing'
import { shares } from './flags'

const TOTAL = 1000
const SPLIT = '\u0000split'

/** What is served: one variant, or parts of people by percent. */
export function ServeFields({
  label,
  variants,
  serve,
  change,
}: {
  label: string
  variants: string[]
  serve: Serve
  change: (serve: Serve) => void
}) {
  const t = useWords()
  const split = serve.split ?? []
  const parts = shares(serve)
  const evenly = () => variants.map((variant) => ({ variant, weight: Math.round(TOTAL / variants.length) }))
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <TextField
        select
        size="small"
        label={label}
        value={serve.variant ?? SPLIT}
        onChange={({ target }) =>
          change(target.value === SPLIT ? { variant: null, split: evenly() } : { variant: target.value, split: [] })
        }
        sx={{ minWidth: 170 }}
      >
        {variants.map((each) => (
          <MenuItem key={each} value={each}>
            {each}
          </MenuItem>
        ))}
        <MenuItem value={SPLIT}>{t('flags.split')}</MenuItem>
      </TextField>
      {!serve.variant &&
        split.map(({ variant, weight }, place) => (
          <TextField
            key={variant}
            size="small"
            type="number"
            label={t('flags.weightOf', { name: variant })}
            helperText={`${parts[place]?.percent ?? 0} %`}
            value={weight}
            onChange={({ target }) =>
              change({
                variant: null,
                split: split.with(place, { variant, weight: Math.max(0, Math.round(Number(target.value))) }),
              })
            }
            slotProps={{ htmlInput: { min: 0, max: 100_000 } }}
            sx={{ width: 130 }}
          />
        ))}
    </Box>
  )
}
