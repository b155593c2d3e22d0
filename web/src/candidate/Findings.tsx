import { Alert, Button, Paper, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, type Schemas } from '../shared/api/client'
import { useTranslate } from '../shared/i18n'

/** What was noticed in one's own attempt, each with room for an answer; nothing is shown where nothing was. */
export function Findings({ attemptId }: { attemptId: string }) {
  const t = useTranslate()
  const { data } = useQuery({
    queryKey: ['my-findings', attemptId],
    queryFn: () => answered(api.GET('/v1/attempts/{attemptId}/findings', { params: { path: { attemptId } } })),
  })
  if (!data?.findings.length) return null
  return (
    <Paper variant="outlined" component="section" aria-label={t('findings.title')} sx={{ p: 3 }}>
      <Stack spacing={2}>
        <Typography variant="h2">{t('findings.title')}</Typography>
        <Typography>{t(data.reviewed ? 'findings.reviewed' : 'findings.text')}</Typography>
        {data.findings.map((each) => (
          <Finding key={each.id} attemptId={attemptId} finding={each} />
        ))}
      </Stack>
    </Paper>
  )
}

function Finding({ attemptId, finding }: { attemptId: string; finding: Schemas['OwnFindingView'] }) {
  const t = useTranslate()
  const queries = useQueryClient()
  const [text, setText] = useState(finding.reply?.text ?? '')
  const reply = useMutation({
    mutationFn: () =>
      answered(
        api.PUT('/v1/attempts/{attemptId}/findings/{findingId}/reply', {
          params: { path: { attemptId, findingId: finding.id } },
          body: { text },
        }),
      ),
    onSuccess: (found) => queries.setQueryData(['my-findings', attemptId], found),
  })
  return (
    <Stack spacing={1} sx={{ alignItems: 'start' }}>
      <Typography sx={{ fontWeight: 650 }}>{finding.statement}</Typography>
      <TextField
        label={t('findings.reply')}
        multiline
        fullWidth
        minRows={2}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        variant="outlined"
        disabled={!text.trim() || text === finding.reply?.text}
        loading={reply.isPending}
        onClick={() => reply.mutate()}
      >
        {t('findings.send')}
      </Button>
      {reply.isSuccess && <Alert severity="success">{t('findings.sent')}</Alert>}
    </Stack>
  )
}
