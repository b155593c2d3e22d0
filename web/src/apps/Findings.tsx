import TrendingDownOutlined from '@mui/icons-material/TrendingDownOutlined'
import TrendingFlatOutlined from '@mui/icons-material/TrendingFlatOutlined'
import TrendingUpOutlined from '@mui/icons-material/TrendingUpOutlined'
import { Alert, Box, Button, Chip, Link, MenuItem, Paper, Stack, TextField, Typography } from '@mui/material'
import { SparkLineChart } from '@mui/x-charts/SparkLineChart'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { useMay } from '../shared/access'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { More } from '../shared/layout/More'
import { usePages } from '../shared/pages'
import { type App, AppPart } from './AppPart'
import { MakeCase } from './cases/MakeCase'
import { daily } from './days'
import { Explanation } from './Explanation'
import { useWords } from './words'

type Kind = Schemas['FindingKind']

const KINDS: Kind[] = ['capability', 'error_group', 'anomaly']
const TRENDS = {
  new: TrendingUpOutlined,
  rising: TrendingUpOutlined,
  steady: TrendingFlatOutlined,
  falling: TrendingDownOutlined,
}

/** What an app's traces show: what it is asked, how it fails, and days out of the ordinary. */
export function Findings() {
  return (
    <AppPart part="/findings" actions={(app) => <Analyse app={app} />}>
      {(app) => <Listed app={app} />}
    </AppPart>
  )
}

function Analyse({ app }: { app: App }) {
  const t = useWords()
  const may = useMay()
  const analyse = useMutation({
    mutationFn: () =>
      answered(api.POST('/v1/apps/{appId}/analyses', { params: { path: { appId: app.id } }, body: {} })),
  })
  if (!may('traces:analyse')) return null
  return (
    <Button
      variant="outlined"
      loading={analyse.isPending}
      disabled={analyse.isSuccess}
      onClick={() => analyse.mutate()}
    >
      {t(analyse.isSuccess ? 'findings.analysing' : 'findings.analyse')}
    </Button>
  )
}

function Listed({ app }: { app: App }) {
  const t = useWords()
  const [kind, setKind] = useState<Kind | ''>('')
  const findings = usePages(['findings', app.id, kind], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/findings', {
        params: { path: { appId: app.id }, query: { limit: 50, kind: kind || null, cursor: cursor ?? null } },
      }),
    ),
  )
  return (
    <>
      <TextField
        select
        size="small"
        label={t('findings.kind')}
        value={kind}
        onChange={(event) => setKind(event.target.value as Kind | '')}
        sx={{ maxWidth: 260 }}
      >
        <MenuItem value="">{t('list.all')}</MenuItem>
        {KINDS.map((each) => (
          <MenuItem key={each} value={each}>
            {t(`findings.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      {findings.error ? (
        <Failure problem={findings.error} again={findings.again} />
      ) : !findings.items ? (
        <Loading />
      ) : findings.items.length === 0 ? (
        <Empty title={t('findings.none')} text={t('findings.noneText')} />
      ) : (
        findings.items.map((finding) => <Finding key={finding.id} app={app} finding={finding} />)
      )}
      <More more={findings.more} asking={findings.asking} />
    </>
  )
}

function Finding({ app, finding }: { app: App; finding: Schemas['TraceFindingView'] }) {
  const t = useWords()
  const { number, date } = useFormats()
  const Trend = finding.trend && TRENDS[finding.trend]
  const days = daily(finding.days, finding.firstDay, finding.lastDay)
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2} sx={{ alignItems: { sm: 'center' } }}>
        <Box sx={{ flexGrow: 1, minWidth: 0 }}>
          <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
            <Typography variant="h2" sx={{ overflowWrap: 'anywhere' }}>
              {finding.name}
            </Typography>
            <Chip size="small" variant="outlined" label={t(`findings.${finding.kind}`)} />
            {Trend && finding.trend && (
              <Chip size="small" icon={<Trend />} variant="outlined" label={t(`trend.${finding.trend}`)} />
            )}
          </Stack>
          <Typography sx={{ color: 'text.secondary', mt: 0.5 }}>
            {t('findings.seen', {
              count: number(finding.total),
              first: date(`${finding.firstDay}T00:00:00`),
              last: date(`${finding.lastDay}T00:00:00`),
            })}
            {finding.terms.length > 0 && ` · ${finding.terms.join(', ')}`}
          </Typography>
          {finding.measured && (
            <Alert severity="warning" sx={{ mt: 1 }}>
              {t('findings.measured', {
                metric: t(`metric.${finding.measured.metric}`),
                value: number(finding.measured.value, 3),
                expected: number(finding.measured.expected, 3),
              })}
            </Alert>
          )}
          <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', mt: 1 }}>
            {finding.evidence.slice(0, 5).map((traceId, place) => (
              <Link key={traceId} component={RouterLink} to={`/apps/${app.id}/traces/${traceId}`}>
                {t('findings.trace', { number: place + 1 })}
              </Link>
            ))}
          </Stack>
          {app.status === 'active' && (
            <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', mt: 1.5 }}>
              <Explanation app={app} finding={finding} />
              {finding.evidence.length > 0 && <MakeCase appId={app.id} from={{ findingId: finding.id }} />}
            </Stack>
          )}
        </Box>
        {days.length > 1 && (
          <Box aria-hidden sx={{ width: 200, flexShrink: 0 }}>
            <SparkLineChart data={days} height={56} area color="var(--mui-palette-primary-main)" />
          </Box>
        )}
      </Stack>
    </Paper>
  )
}
