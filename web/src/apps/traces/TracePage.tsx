import { Alert, Box, Chip, Link, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link as RouterLink, useNavigate, useParams } from 'react-router'
import { useMay } from '../../shared/access'
import { useAct } from '../../shared/acts'
import { answered, api } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { Page } from '../../shared/layout/Page'
import { useApp } from '../AppPart'
import { MakeCase } from '../cases/MakeCase'
import { useWords } from '../words'
import { SpanDetails } from './SpanDetails'
import { Waterfall } from './Waterfall'

/** A trace as a tree and a time line, and what each of its spans was about. */
export function TracePage() {
  const t = useWords()
  const { time, milliseconds, number, dollars } = useFormats()
  const may = useMay()
  const go = useNavigate()
  const { appId = '', traceId = '' } = useParams()
  const app = useApp(appId)
  const [chosen, setChosen] = useState<string | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['trace', appId, traceId],
    queryFn: () => answered(api.GET('/v1/apps/{appId}/traces/{traceId}', { params: { path: { appId, traceId } } })),
  })
  const remove = useAct(
    async () => {
      await answered(api.DELETE('/v1/apps/{appId}/traces/{traceId}', { params: { path: { appId, traceId } } }))
      go(`/apps/${appId}`)
    },
    'traces',
    'trace-sessions',
    'app-usage',
  )
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  const { trace, rows } = data
  const row = rows.find(({ span }) => span.spanId === chosen) ?? rows[0]
  const facts = [
    time(trace.startedAt),
    milliseconds(trace.durationMs),
    t('trace.spans', { count: number(trace.spanCount) }),
    t('trace.tokens', { input: number(trace.inputTokens), output: number(trace.outputTokens) }),
    dollars(trace.cost),
    trace.environment,
    trace.userId,
  ]
  return (
    <Page
      title={trace.name || t('traces.unnamed')}
      actions={
        <>
          {app.data?.status === 'active' && <MakeCase appId={appId} from={{ traceId }} />}
          {may('traces:delete') && (
            <ConfirmButton
              size="small"
              color="error"
              disabled={remove.isPending}
              question={t('trace.deleteQuestion')}
              text={t('trace.deleteText')}
              act={() => remove.mutate()}
            >
              {t('trace.delete')}
            </ConfirmButton>
          )}
        </>
      }
      trail={[
        { path: '/apps', name: t('apps.title') },
        { path: `/apps/${appId}`, name: app.data?.name ?? '…' },
      ]}
      about={
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <Typography>{facts.filter(Boolean).join(' · ')}</Typography>
          {trace.traceSessionId && (
            <Link component={RouterLink} to={`/apps/${appId}/sessions/${encodeURIComponent(trace.traceSessionId)}`}>
              {t('trace.session', { name: trace.traceSessionId })}
            </Link>
          )}
          {trace.errorCount > 0 && (
            <Chip size="small" color="error" label={t('trace.errors', { count: trace.errorCount })} />
          )}
          {trace.scores.map((score) => (
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
      {!data.complete && <Alert severity="info">{t('trace.incomplete')}</Alert>}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
        }}
      >
        <Waterfall rows={rows} chosen={row?.span.spanId ?? ''} choose={setChosen} />
        {row && <SpanDetails key={row.span.spanId} row={row} />}
      </Box>
    </Page>
  )
}
