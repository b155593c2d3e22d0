import { Alert, Button, Link, Paper, Stack, Typography } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { answered, api } from '../shared/api/client'
import { useTranslate } from '../shared/i18n'

const AGAIN = 3000

/** What is kept of one's own attempt, as a file to take along. */
export function OwnCopy({ attemptId }: { attemptId: string }) {
  const t = useTranslate()
  const params = { path: { attemptId } }
  const ask = useMutation({
    mutationFn: () => answered(api.POST('/v1/attempts/{attemptId}/data-export', { params })),
  })
  const copy = useQuery({
    queryKey: ['own-copy', attemptId],
    queryFn: () => answered(api.GET('/v1/attempts/{attemptId}/data-export', { params })),
    enabled: ask.isSuccess,
    refetchInterval: ({ state }) => (state.data?.url ? false : AGAIN),
  })
  return (
    <Paper variant="outlined" component="section" aria-label={t('copy.title')} sx={{ p: 3 }}>
      <Stack spacing={2} sx={{ alignItems: 'start' }}>
        <Typography variant="h2">{t('copy.title')}</Typography>
        <Typography>{t('copy.text')}</Typography>
        {!ask.isSuccess && (
          <Button variant="outlined" loading={ask.isPending} onClick={() => ask.mutate()}>
            {t('copy.ask')}
          </Button>
        )}
        {ask.isSuccess && !copy.data?.url && <Typography role="status">{t('copy.writing')}</Typography>}
        {copy.data?.url && (
          <Alert severity="success">
            <Link href={copy.data.url}>{t('copy.download')}</Link>
          </Alert>
        )}
      </Stack>
    </Paper>
  )
}
