import { Paper, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'

/** What a list shows while nothing is in it: what belongs there, and how it comes there. */
export function Empty({ title, text, action }: { title: string; text: string; action?: ReactNode }) {
  return (
    <Paper variant="outlined" sx={{ p: { xs: 3, sm: 6 } }}>
      <Stack spacing={1.5} sx={{ alignItems: 'center', textAlign: 'center' }}>
        <Typography variant="h2" component="p">
          {title}
        </Typography>
        <Typography sx={{ color: 'text.secondary', maxWidth: 520 }}>{text}</Typography>
        {action}
      </Stack>
    </Paper>
  )
}
