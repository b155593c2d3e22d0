import { Skeleton } from '@mui/material'
import { lazy, Suspense } from 'react'

const Monaco = lazy(async () => ({ default: (await import('../../candidate/Editor')).Editor }))

/** A program, in an editor that is loaded once one is shown. */
export function Code(props: { language: string; source: string; label: string; written: (text: string) => void }) {
  return (
    <Suspense fallback={<Skeleton variant="rounded" height={props.source.length < 2000 ? 240 : 420} />}>
      <Monaco {...props} height={props.source.length < 2000 ? 240 : 420} />
    </Suspense>
  )
}
