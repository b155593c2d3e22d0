import {
  Button,
  Chip,
  Link,
  MenuItem,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TextField,
} from '@mui/material'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { More } from '../shared/layout/More'
import { usePages } from '../shared/pages'
import { type App, AppPart } from './AppPart'
import { useWords } from './words'

interface Filters {
  environment: string
  status: '' | 'ok' | 'error'
  model: string
  user: string
}

const NONE: Filters = { environment: '', status: '', model: '', user: '' }

/** What an app was asked and did, the last first. */
export function Traces() {
  return <AppPart part="">{(app) => <Listed app={app} />}</AppPart>
}

function Listed({ app }: { app: App }) {
  const t = useWords()
  const [filters, setFilters] = useState(NONE)
  const { environment, status, model, user } = filters
  const traces = usePages(['traces', app.id, filters], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/traces', {
        params: {
          path: { appId: app.id },
          query: {
            limit: 50,
            cursor: cursor ?? null,
            environment: environment || null,
            status: status || null,
            model: model || null,
            user: user || null,
          },
        },
      }),
    ),
  )
  const filtered = Object.values(filters).some(Boolean)
  return (
    <>
      <Filter app={app} filters={filters} choose={setFilters} again={traces.again} />
      {traces.error ? (
        <Failure problem={traces.error} again={traces.again} />
      ) : !traces.items ? (
        <Loading />
      ) : traces.items.length === 0 ? (
        <Empty
          title={t(filtered ? 'traces.nothing' : 'traces.none')}
          text={t(filtered ? 'traces.nothingText' : 'traces.noneText', { url: `${location.origin}/v1/traces` })}
        />
      ) : (
        <TraceTable app={app} traces={traces.items} />
      )}
      <More more={traces.more} asking={traces.asking} />
    </>
  )
}

interface FilterProps {
  app: App
  filters: Filters
  choose: (filters: Filters) => void
  again: () => void
}

function Filter({ app, filters, choose, again }: FilterProps) {
  const t = useWords()
  const [typed, setTyped] = useState({ model: '', user: '' })
  return (
    <Stack
      component="form"
      direction="row"
      spacing={2}
      useFlexGap
      sx={{ flexWrap: 'wrap' }}
      onSubmit={(event) => {
        event.preventDefault()
        choose({ ...filters, ...typed })
        again()
      }}
    >
      <TextField
        select
        size="small"
        label={t('keys.environment')}
        value={filters.environment}
        onChange={(event) => choose({ ...filters, environment: event.target.value })}
        sx={{ minWidth: 150 }}
      >
        <MenuItem value="">{t('list.all')}</MenuItem>
        {app.environments.map((each) => (
          <MenuItem key={each} value={each}>
            {each}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        size="small"
        label={t('traces.status')}
        value={filters.status}
        onChange={(event) => choose({ ...filters, status: event.target.value as Filters['status'] })}
        sx={{ minWidth: 130 }}
      >
        <MenuItem value="">{t('list.all')}</MenuItem>
        <MenuItem value="ok">{t('traces.ok')}</MenuItem>
        <MenuItem value="error">{t('traces.error')}</MenuItem>
      </TextField>
      <TextField
        size="small"
        label={t('traces.model')}
        value={typed.model}
        onChange={(event) => setTyped({ ...typed, model: event.target.value })}
      />
      <TextField
        size="small"
        label={t('traces.user')}
        value={typed.user}
        onChange={(event) => setTyped({ ...typed, user: event.target.value })}
      />
      <Button type="submit" variant="outlined">
        {t('traces.filter')}
      </Button>
    </Stack>
  )
}

function TraceTable({ app, traces }: { app: App; traces: Schemas['ScoredTrace'][] }) {
  const t = useWords()
  const { time, milliseconds, number, dollars } = useFormats()
  return (
    <TableContainer component={Paper} variant="outlined" tabIndex={0}>
      <Table size="small" aria-label={t('app.traces')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('traces.name')}</TableCell>
            <TableCell>{t('traces.started')}</TableCell>
            <TableCell align="right">{t('traces.duration')}</TableCell>
            <TableCell align="right">{t('traces.spans')}</TableCell>
            <TableCell>{t('traces.model')}</TableCell>
            <TableCell align="right">{t('traces.tokens')}</TableCell>
            <TableCell align="right">{t('traces.cost')}</TableCell>
            <TableCell>{t('traces.user')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {traces.map((trace) => (
            <TableRow key={trace.traceId} hover>
              <TableCell component="th" scope="row">
                <Link component={RouterLink} to={`/apps/${app.id}/traces/${trace.traceId}`} sx={{ fontWeight: 600 }}>
                  {trace.name || t('traces.unnamed')}
                </Link>{' '}
                {trace.status === 'error' && <Chip size="small" color="error" label={t('traces.error')} />}
                {trace.tags.map((tag) => (
                  <Chip key={tag} size="small" variant="outlined" label={tag} sx={{ ml: 0.5 }} />
                ))}
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{time(trace.startedAt)}</TableCell>
              <TableCell align="right">{milliseconds(trace.durationMs)}</TableCell>
              <TableCell align="right">{number(trace.spanCount)}</TableCell>
              <TableCell>{trace.models.join(', ')}</TableCell>
              <TableCell align="right">{number(trace.inputTokens + trace.outputTokens)}</TableCell>
              <TableCell align="right">{dollars(trace.cost)}</TableCell>
              <TableCell>{trace.userId ?? ''}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
