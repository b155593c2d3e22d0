import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'

/** A text as it was written, which scrolls within a place of its own; nothing where there is none. */
export function LongText({ title, label, children }: { title?: string; label?: string; children: ReactNode }) {
  if (!children) return null
  return (
    <Box>
      {title && (
        <Typography variant="h3" component="h3" gutterBottom>
          {title}
        </Typography>
      )}
      <Box
        component="pre"
        dir="auto"
        tabIndex={0}
        aria-label={label}
        sx={{
          m: 0,
          p: 1.5,
          maxHeight: 280,
          overflow: 'auto',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          borderRadius: 1,
          bgcolor: 'action.hover',
          fontSize: '0.85rem',
        }}
      >
        {children}
      </Box>
    </Box>
  )
}
