import { Chip } from '@mui/material'
import { useWords } from '../words'

const COLOURS = {
  draft: 'default',
  validating: 'info',
  published: 'success',
  refused: 'error',
  active: 'success',
  archived: 'default',
} as const

/** Where a question or an assessment stands. */
export function StatusChip({ status }: { status: keyof typeof COLOURS }) {
  const t = useWords()
  return <Chip size="small" variant="outlined" color={COLOURS[status]} label={t(`status.${status}`)} />
}
