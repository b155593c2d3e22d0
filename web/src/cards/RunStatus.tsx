import { Chip } from '@mui/material'
import type { Run } from './runs'
import { useWords } from './words'

const COLOURS = {
  queued: 'default',
  running: 'info',
  completed: 'success',
  cancelled: 'default',
  stopped: 'warning',
} as const

/** Where a run is. */
export function RunStatus({ run }: { run: Run }) {
  const t = useWords()
  return <Chip size="small" variant="outlined" color={COLOURS[run.status]} label={t(`runs.${run.status}`)} />
}
