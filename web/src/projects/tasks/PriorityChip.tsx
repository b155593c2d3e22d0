import CircleIcon from '@mui/icons-material/Circle'
import { Chip } from '@mui/material'
import type { Priority } from '../data'
import { useWords } from '../words'

const COLOURS = { low: 'disabled', medium: 'info', high: 'warning', critical: 'error' } as const

/** A priority in words; the colour only helps. */
export function PriorityChip({ priority }: { priority: Priority }) {
  const t = useWords()
  const dot = <CircleIcon color={COLOURS[priority]} sx={{ fontSize: '10px !important' }} />
  return <Chip size="small" variant="outlined" icon={dot} label={t(`priority.${priority}`)} />
}
