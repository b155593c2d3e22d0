import { Chip } from '@mui/material'
import type { Priority } from '../data'
import { useWords } from '../words'

const COLOURS = { low: 'default', medium: 'info', high: 'warning', critical: 'error' } as const

export function PriorityChip({ priority }: { priority: Priority }) {
  const t = useWords()
  return <Chip size="small" variant="outlined" color={COLOURS[priority]} label={t(`priority.${priority}`)} />
}
