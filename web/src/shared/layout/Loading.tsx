import { Skeleton, Stack } from '@mui/material'
import { useTranslate } from '../i18n'

/** The shape of a screen that is on its way. */
export function Loading() {
  const t = useTranslate()
  return (
    <Stack spacing={2} role="status" aria-label={t('shell.loading')}>
      <Skeleton variant="rounded" height={36} width="40%" />
      <Skeleton variant="rounded" height={120} />
      <Skeleton variant="rounded" height={120} />
    </Stack>
  )
}
