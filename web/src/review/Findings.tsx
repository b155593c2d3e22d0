import { Alert, Button, Chip, Paper, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { answered, api } from '../shared/api/client'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { useTimes } from './times'
import { useWords } from './words'

/** What was noticed in an attempt, with what the candidate says to it, for a person to judge. */
export function Findings({ attemptId }: { attemptId: string }) {
  const t = useWords()
  const may = useMay()
  const queries = useQueryClient()
  const { moment } = useTimes()
  const [note, setNote] = useState('')
  const params = { path: { attemptId } }
  const { data, error, refetch } = useQuery({
    queryKey: ['integrity', attemptId],
    queryFn: () => answered(api.GET('/v1/attempts/{attemptId}/integrity', { params })),
  })
  const review = useMutation({
    mutationFn: () => answered(api.POST('/v1/attempts/{attemptId}/integrity/review', { params, body: { note } })),
    onSuccess: (reviewed) => queries.setQueryData(['integrity', attemptId], reviewed),
  })
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  return (
    <Stack spacing={1.5} component="section" aria-label={t('findings.title')}>
      <Typography variant="h2">{t('findings.title')}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t(data.findings.length ? 'findings.text' : 'findings.none')}
      </Typography>
      {data.findings.map((each) => (
        <Paper key={each.id} variant="outlined" sx={{ p: 2 }}>
          <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
            <Chip
              size="small"
              color={each.severity === 'look' ? 'warning' : 'default'}
              label={t(`findings.${each.severity}`)}
            />
            <Typography>{each.statement}</Typography>
          </Stack>
          {each.reply && (
            <Typography variant="body2" sx={{ mt: 1, pl: 2, borderLeft: 3, borderColor: 'divider' }}>
              {t('findings.reply', { text: each.reply.text })}
            </Typography>
          )}
        </Paper>
      ))}
      {data.review && (
        <Alert severity="success">
          {t('findings.reviewed', { at: moment(data.review.at) })} {data.review.note}
        </Alert>
      )}
      {!data.review && data.findings.length > 0 && may('findings:review') && (
        <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
          <TextField
            size="small"
            label={t('findings.noteLabel')}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            sx={{ flexGrow: 1 }}
          />
          <Button variant="outlined" loading={review.isPending} onClick={() => review.mutate()}>
            {t('findings.review')}
          </Button>
        </Stack>
      )}
    </Stack>
  )
}
