import { Chip, Link, TableCell, TableRow } from '@mui/material'
import { Link as RouterLink } from 'react-router'
import { api, listed } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { Empty } from '../../shared/layout/Empty'
import { Rows } from '../../shared/layout/Rows'
import { usePages } from '../../shared/pages'
import { type App, AppPart } from '../AppPart'
import { useWords } from '../words'

/** The trace sessions of an app: what belongs together, such as a conversation. */
export function Sessions() {
  return <AppPart part="/sessions">{(app) => <Listed app={app} />}</AppPart>
}

function Listed({ app }: { app: App }) {
  const t = useWords()
  const { time, number, dollars } = useFormats()
  const sessions = usePages(['trace-sessions', app.id], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/trace-sessions', {
        params: { path: { appId: app.id }, query: { limit: 50, cursor: cursor ?? null } },
      }),
    ),
  )
  return (
    <Rows
      name={t('app.sessions')}
      list={sessions}
      head={[t('traces.session'), t('sessions.last'), t('app.traces'), t('traces.tokens'), t('traces.cost')]}
      empty={<Empty title={t('sessions.none')} text={t('sessions.noneText')} />}
      row={(session) => (
        <TableRow key={session.traceSessionId} hover>
          <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere', minWidth: 130 }}>
            <Link
              component={RouterLink}
              to={`/apps/${app.id}/sessions/${encodeURIComponent(session.traceSessionId)}`}
              sx={{ fontWeight: 600 }}
            >
              {session.traceSessionId}
            </Link>
          </TableCell>
          <TableCell sx={{ whiteSpace: 'nowrap' }}>{time(session.receivedAt)}</TableCell>
          <TableCell>
            {number(session.traces)}{' '}
            {session.failedTraces > 0 && (
              <Chip size="small" color="error" label={t('sessions.failed', { count: session.failedTraces })} />
            )}
          </TableCell>
          <TableCell>{number(session.inputTokens + session.outputTokens)}</TableCell>
          <TableCell>{dollars(session.cost)}</TableCell>
        </TableRow>
      )}
    />
  )
}
