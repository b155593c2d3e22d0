import { Paper, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'

/** One thing to set, with its name. */
export function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <Paper variant="outlined" component="section" aria-label={title} sx={{ p: { xs: 2, sm: 3 } }}>
      <Stack spacing={2} sx={{ alignItems: 'start', maxWidth: 640 }}>
        <Typography variant="h2">{title}</Typography>
        {text && <Typography sx={{ color: 'text.secondary' }}>{text}</Typography>}
        {children}
      </Stack>
    </Paper>
  )
}
