import { Box, Chip } from '@mui/material'
import type { Kept } from './autosave'
import { useWords } from './words'

const COLOURS = {
  saved: 'success',
  saving: 'default',
  incomplete: 'warning',
  refused: 'error',
  changed: 'warning',
} as const

/** Whether what is edited here has been saved. */
export function KeptChip({ kept }: { kept: Kept }) {
  const t = useWords()
  return (
    <Box role="status" sx={{ flexGrow: 1 }}>
      <Chip size="small" variant="outlined" color={COLOURS[kept]} label={t(`kept.${kept}`)} />
    </Box>
  )
}
