import { Alert, Chip, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { answered, api } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { Page } from '../../shared/layout/Page'
import { useApp } from '../AppPart'
import { useWords } from '../words'
import { TraceTable } from './TraceTable'

/** A trace session: its traces, and what they come to together. */
export function SessionPage() {
  const t = useWords()
  const { number, dollars } = useFormats()
  const { appId = '', traceSessionId = '' } = useParams()
  const app = useApp(appId)
  const { data, error, refetch } = useQuery({
    queryKey: ['trace-session', appId, traceSessionId],
    queryFn: () =>
      answered(
        api.GET('/v1/apps/{appId}/trace-sessions/{traceSessionId}', { params: { path: { appId, traceSessionId } } }),
      ),
  })
  const problem = error ?? app.error
  if (problem) return <Failure problem={problem} again={refetch} />
  if (!data || !app.data) return <Loading />
  const { session } = data
  return (
    <Page
      title={traceSessionId}
      trail={[
        { path: '/apps', name: t('apps.title') },
        { path: `/apps/${appId}`, name: app.data.name },
        { path: `/apps/${appId}/sessions`, name: t('app.sessions') },
      ]}
      about={
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <Typography>
            {[
              t('trace.spans', { count: number(session.spans) }),
              t('trace.tokens', { input: number(session.inputTokens), output: number(session.outputTokens) }),
              dollars(session.cost),
            ].join(' · ')}
          </Typography>
          {session.failedTraces > 0 && (
            <Chip size="small" color="error" label={t('sessions.failed', { count: session.failedTraces })} />
          )}
          {data.scores.map((score) => (
            <Chip
              key={`${score.name} ${score.category ?? ''}`}
              size="small"
              variant="outlined"
              label={`${score.name}: ${score.mean === null ? (score.category ?? score.count) : number(score.mean, 2)}`}
            />
          ))}
        </Stack>
      }
    >
      {!data.complete && <Alert severity="info">{t('sessions.incomplete')}</Alert>}
      <TraceTable app={app.data} traces={data.traces} />
    </Page>
  )
}
