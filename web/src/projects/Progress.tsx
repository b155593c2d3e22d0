import { Alert, LinearProgress, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { type Operation, percentOf } from '../shared/operation'
import { useWords } from './words'

/** How far a job is, and what it came to. */
export function Progress({ operation, children }: { operation: Operation; children?: ReactNode }) {
  const t = useWords()
  const percent = percentOf(operation)
  if (operation.status === 'failed' || operation.status === 'cancelled') {
    return <Alert severity="error">{operation.error?.message ?? t('operation.cancelled')}</Alert>
  }
  if (operation.status === 'succeeded') return <Alert severity="success">{children}</Alert>
  return (
    <Stack spacing={1} role="status">
      <Typography variant="body2">{t('operation.running', { done: operation.progress.done })}</Typography>
      <LinearProgress
        aria-label={t('operation.label')}
        {...(percent === null ? {} : { variant: 'determinate' as const, value: percent })}
      />
    </Stack>
  )
}
