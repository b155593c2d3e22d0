import { Box, Skeleton } from '@mui/material'
import { lazy, Suspense } from 'react'

const Monaco = lazy(async () => ({ default: (await import('../../candidate/Editor')).Editor }))
const LOW = 240
const HIGH = 420
const LONG = 2000

/** A program, in an editor that is loaded once one is shown. */
export function Code(props: { language: string; source: string; label: string; written: (text: string) => void }) {
  const height = props.source.length < LONG ? LOW : HIGH
  return (
    <Suspense fallback={<Skeleton variant="rounded" height={height} />}>
      <Box sx={{ '& [data-testid="editor"]': { height } }}>
        <Monaco {...props} />
      </Box>
    </Suspense>
  )
}
