import {
  Alert,
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
  Typography,
} from '@mui/material'
import { BarChart } from '@mui/x-charts/BarChart'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { answered, api, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { Budgets } from './Budgets'
import { AreaTabs } from './CardTabs'
import { lastDays } from './lastDays'
import { PromptReport } from './PromptReport'
import { useWords } from './words'

type Kind = Schemas['CostKind']

const KINDS: Kind[] = ['day', 'card', 'provider', 'model', 'member', 'app']
const NANOS = 1e9
const PERIODS = { week: 7, month: 30, quarter: 90 }

type Period = keyof typeof PERIODS

/** What was spent on models: by day, card, provider, model, member or app. */
export function Costs() {
  const t = useWords()
  const may = useMay()
  const [kind, setKind] = useState<Kind>('day')
  const [period, setPeriod] = useState<Period>('month')
  const { since, until } = lastDays(PERIODS[period], new Date())
  const { data, error, refetch } = useQuery({
    queryKey: ['costs', kind, since, until],
    queryFn: () => answered(api.GET('/v1/costs', { params: { query: { groupBy: kind, since, until } } })),
  })
  const names = useNames(kind, data?.lines.map(({ name }) => name) ?? [])
  return (
    <Page
      title={t('area.title')}
      about={t('costs.about')}
      actions={<PromptReport about={{ kind: 'costs', since, until }} />}
    >
      <AreaTabs current="/cards/costs" />
      <Stack direction="row" spacing={2}>
        <Choice label={t('costs.by')} value={kind} choices={KINDS} choose={setKind} />
        <Choice
          label={t('costs.period')}
          value={period}
          choices={Object.keys(PERIODS) as Period[]}
          choose={setPeriod}
        />
      </Stack>
      {error ? (
        <Failure problem={error} again={refetch} />
      ) : !data ? (
        <Loading />
      ) : data.lines.length === 0 ? (
        <Empty title={t('costs.none')} text={t('costs.noneText')} />
      ) : (
        <Spent costs={data} kind={kind} names={names} />
      )}
      {may('providers:read') && <Budgets />}
    </Page>
  )
}

function Choice<T extends Kind | Period>({
  label,
  value,
  choices,
  choose,
}: {
  label: string
  value: T
  choices: T[]
  choose: (value: T) => void
}) {
  const t = useWords()
  return (
    <TextField
      select
      size="small"
      label={label}
      value={value}
      onChange={(event) => choose(event.target.value as T)}
      sx={{ flexGrow: 1, maxWidth: 220 }}
    >
      {choices.map((each) => (
        <MenuItem key={each} value={each}>
          {t(`costs.${each}`)}
        </MenuItem>
      ))}
    </TextField>
  )
}

function Spent({ costs, kind, names }: { costs: Schemas['Costs']; kind: Kind; names: Map<string, string> }) {
  const t = useWords()
  const { nanos, number, date } = useFormats()
  const called = (name: string) => (kind === 'day' ? date(`${name}T00:00:00`) : (names.get(name) ?? name))
  const charted = costs.lines.slice(0, 31)
  return (
    <Stack spacing={2}>
      {!costs.complete && <Alert severity="info">{t('costs.incomplete')}</Alert>}
      <Paper variant="outlined" sx={{ p: 2 }}>
        <Typography variant="h2" gutterBottom>
          {t('costs.total', { cost: nanos(costs.total.costNanos ?? 0) })}
        </Typography>
        <BarChart
          height={240}
          xAxis={[{ data: charted.map(({ name }) => called(name)), scaleType: 'band' }]}
          yAxis={[{ width: 80, valueFormatter: (value: number) => nanos(value * NANOS) }]}
          series={[
            {
              data: charted.map(({ costNanos }) => (costNanos ?? 0) / NANOS),
              label: t('costs.dollars'),
              color: 'var(--mui-palette-primary-main)',
              valueFormatter: (value) => nanos((value ?? 0) * NANOS),
            },
          ]}
          hideLegend
        />
      </Paper>
      <TableContainer component={Paper} variant="outlined" tabIndex={0}>
        <Table size="small" aria-label={t('area.costs')}>
          <TableHead>
            <TableRow>
              <TableCell>{t(`costs.${kind}`)}</TableCell>
              <TableCell align="right">{t('runs.cost')}</TableCell>
              <TableCell align="right">{t('costs.calls')}</TableCell>
              <TableCell align="right">{t('costs.cached')}</TableCell>
              <TableCell align="right">{t('runs.tokens')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {costs.lines.map((line) => (
              <TableRow key={line.name}>
                <TableCell component="th" scope="row">
                  {called(line.name)}
                </TableCell>
                <TableCell align="right">{nanos(line.costNanos ?? 0)}</TableCell>
                <TableCell align="right">{number(line.calls ?? 0)}</TableCell>
                <TableCell align="right">{number(line.cached ?? 0)}</TableCell>
                <TableCell align="right">{number((line.promptTokens ?? 0) + (line.completionTokens ?? 0))}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Stack>
  )
}

/** Return what cards, apps and members are called, as far as this member may know. */
function useNames(kind: Kind, ids: string[]): Map<string, string> {
  const may = useMay()
  const asked = kind === 'card' || (kind === 'app' && may('apps:read')) ? ids.slice(0, 40) : []
  const members = useQuery({
    queryKey: ['members', 'first names'],
    queryFn: () => answered(api.GET('/v1/members', { params: { query: { limit: 100 } } })),
    enabled: kind === 'member' && may('members:read'),
  })
  const found = useQueries({
    queries: asked.map((id) => ({
      queryKey: [kind, id, 'name'],
      queryFn: async () =>
        kind === 'card'
          ? (await answered(api.GET('/v1/cards/{cardId}', { params: { path: { cardId: id } } }))).content.name
          : (await answered(api.GET('/v1/apps/{appId}', { params: { path: { appId: id } } }))).name,
      retry: false,
    })),
  })
  if (kind === 'member') return new Map(members.data?.map((each) => [each.id, each.displayName]))
  return new Map(asked.map((id, place) => [id, found[place]?.data ?? id]))
}
