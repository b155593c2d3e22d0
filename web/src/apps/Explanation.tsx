import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link,
  Stack,
  Typography,
} from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { useMay } from '../shared/access'
import { answered, api, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import type { App } from './AppPart'
import { ModelFields } from './ModelDialog'
import { useWords } from './words'

type Finding = Schemas['TraceFindingView']

/** What is behind a finding: what was counted, its traces, and what a model says of them. */
export function Explanation({ app, finding }: { app: App; finding: Finding }) {
  const t = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" variant="outlined" onClick={() => setOpen(true)}>
        {t('findings.explain')}
      </Button>
      {open && <Explained app={app} finding={finding} close={() => setOpen(false)} />}
    </>
  )
}

function Explained({ app, finding, close }: { app: App; finding: Finding; close: () => void }) {
  const t = useWords()
  const may = useMay()
  const heading = useId()
  const [target, setTarget] = useState<Schemas['ProviderSettings']>({ provider: '', model: '' })
  const path = { appId: app.id, findingId: finding.id }
  const { data, error, refetch } = useQuery({
    queryKey: ['finding', app.id, finding.id],
    queryFn: () => answered(api.GET('/v1/apps/{appId}/findings/{findingId}', { params: { path } })),
  })
  const write = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/apps/{appId}/findings/{findingId}/explanations', {
          params: { path },
          body: { provider: target },
        }),
      ),
  })
  const wrote = write.data
  const named = new Set(wrote?.links.map((link) => link.split('/').at(-1)))
  const traces = (data?.traces ?? []).filter(({ traceId }) => !wrote?.byModel || named.has(traceId))
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby={heading}>
      <DialogTitle id={heading} sx={{ overflowWrap: 'anywhere' }}>
        {t('findings.explainTitle')}
      </DialogTitle>
      <DialogContent tabIndex={0}>
        {error && <Failure problem={error} again={refetch} />}
        {!data && !error && <Loading />}
        {data && (
          <Stack spacing={2}>
            <Typography sx={{ fontWeight: 600 }}>{t('findings.counted')}</Typography>
            <Typography sx={{ overflowWrap: 'anywhere' }}>{data.text}</Typography>
            {wrote && !wrote.byModel && (
              <Alert severity="warning">{t('findings.noModel', { why: wrote.problem?.message ?? '' })}</Alert>
            )}
            {wrote?.byModel && (
              <>
                <Alert severity="info">{t('findings.byModel')}</Alert>
                <Typography dir="auto" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {wrote.text}
                </Typography>
              </>
            )}
            <Evidence app={app} traces={traces} />
            {may('traces:analyse') && app.status === 'active' && (
              <Stack
                component="form"
                spacing={1.5}
                onSubmit={(event) => {
                  event.preventDefault()
                  write.mutate()
                }}
              >
                <Typography>{t('findings.explainText')}</Typography>
                <ModelFields target={target} change={setTarget} />
                <Button
                  type="submit"
                  variant="outlined"
                  loading={write.isPending}
                  disabled={!target.provider.trim()}
                  sx={{ alignSelf: 'start' }}
                >
                  {t('findings.askModel')}
                </Button>
              </Stack>
            )}
          </Stack>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('close')}</Button>
      </DialogActions>
    </Dialog>
  )
}

function Evidence({ app, traces }: { app: App; traces: Schemas['TraceView'][] }) {
  const t = useWords()
  const { time, milliseconds } = useFormats()
  if (traces.length === 0) return <Typography>{t('findings.noEvidence')}</Typography>
  return (
    <Stack component="ul" aria-label={t('findings.evidence')} spacing={0.5} sx={{ m: 0, pl: 2.5 }}>
      {traces.map((trace) => (
        <li key={trace.traceId}>
          <Link component={RouterLink} to={`/apps/${app.id}/traces/${trace.traceId}`}>
            {trace.name || t('traces.unnamed')}
          </Link>{' '}
          <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
            {time(trace.startedAt)} · {milliseconds(trace.durationMs)}
          </Typography>
        </li>
      ))}
    </Stack>
  )
}
