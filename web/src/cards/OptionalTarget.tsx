import { Box, Checkbox, FormControlLabel } from '@mui/material'
import { useProviders } from './Provider'
import type { Target } from './runOrder'
import { TargetFields } from './TargetFields'

interface Props {
  label: string
  number: number
  target: Target | null
  change: (target: Target | null) => void
}

/** A model that may be asked beside those that are tried. */
export function OptionalTarget({ label, number, target, change }: Props) {
  const { data } = useProviders()
  const first = data?.providers.find(({ usable }) => usable)?.id ?? ''
  return (
    <Box>
      <FormControlLabel
        control={
          <Checkbox
            checked={target !== null}
            onChange={(event) => change(event.target.checked ? { provider: first, model: '' } : null)}
          />
        }
        label={label}
      />
      {target && (
        <Box sx={{ mt: 1 }}>
          <TargetFields number={number} target={target} change={change} />
        </Box>
      )}
    </Box>
  )
}
