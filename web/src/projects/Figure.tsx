import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'

/** A number with what it says. */
export function Figure({ name, value }: { name: string; value: ReactNode }) {
  return (
    <Box sx={{ minWidth: 120 }}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {name}
      </Typography>
      <Typography sx={{ fontWeight: 650, fontSize: '1.15rem' }}>{value}</Typography>
    </Box>
  )
}
