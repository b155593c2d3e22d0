import { Chip } from '@mui/material'
import { useWords } from '../words'
import type { Simulation } from './simulations'

const COLOURS = {
  queued: 'default',
  running: 'info',
  completed: 'success',
  cancelled: 'default',
  stopped: 'warning',
} as const

/** Where a simulation is. */
export function SimulationStatus({ status }: { status: Simulation['status'] }) {
  const t = useWords()
  return <Chip size="small" variant="outlined" color={COLOURS[status]} label={t(`sims.${status}`)} />
}
