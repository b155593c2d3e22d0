import { LinearProgress, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { modelName } from '../../cards/runs'
import { useMay } from '../../shared/access'
import { useAct } from '../../shared/acts'
import { answered, api, listed } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { More } from '../../shared/layout/More'
import { usePages } from '../../shared/pages'
import { type App, AppPart } from '../AppPart'
import { useWords } from '../words'
import { SimulationStatus } from './SimulationStatus'
import { isOver, type Simulation } from './simulations'
import { Talk } from './Talk'

/** How a simulation goes on, and what was said in it. */
export function SimulationPage() {
  return <AppPart part="/simulations">{(app) => <Watched key={app.id} app={app} />}</AppPart>
}

function Watched({ app }: { app: App }) {
  const { simulationId = '' } = useParams()
  const simulation = useQuery({
    queryKey: ['simulation', simulationId],
    queryFn: () =>
      answered(
        api.GET('/v1/apps/{appId}/simulations/{simulationId}', { params: { path: { appId: app.id, simulationId } } }),
      ),
    refetchInterval: ({ state }) => (state.data && !isOver(state.data) ? 2_000 : false),
  })
  if (simulation.error) return <Failure problem={simulation.error} again={simulation.refetch} />
  if (!simulation.data) return <Loading />
  return (
    <Stack spacing={2}>
      <Head simulation={simulation.data} />
      <Talks app={app} simulation={simulation.data} />
    </Stack>
  )
}

function Head({ simulation }: { simulation: Simulation }) {
  const t = useWords()
  const may = useMay()
  const { number, nanos, time } = useFormats()
  const { done, conversations, passed, failed, errors, goalsReached, costNanos } = simulation
  const over = isOver(simulation)
  const cancel = useAct(
    () =>
      answered(api.POST('/v1/operations/{operationId}/cancel', { params: { path: { operationId: simulation.id } } })),
    'simulation',
    'simulations',
  )
  return (
    <Stack spacing={1}>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <Typography variant="h2">{t('sims.of', { at: time(simulation.createdAt) })}</Typography>
        <SimulationStatus status={simulation.status} />
        {!over && may('cards:run') && (
          <ConfirmButton
            size="small"
            color="error"
            disabled={cancel.isPending}
            question={t('sims.cancelQuestion')}
            text={t('sims.cancelText')}
            act={() => cancel.mutate()}
          >
            {t('sims.cancel')}
          </ConfirmButton>
        )}
      </Stack>
      <Typography sx={{ color: 'text.secondary' }}>
        {t('sims.talkedTo', { model: modelName(simulation.target) })}
      </Typography>
      {over ? (
        <Typography>
          {t('sims.result', {
            passed: number(passed),
            failed: number(failed),
            errors: number(errors),
            goals: number(goalsReached),
          })}{' '}
          {costNanos !== null && t('sims.cost', { cost: nanos(costNanos) })}
        </Typography>
      ) : (
        <Stack spacing={1} role="status">
          <Typography>{t('sims.progress', { done: number(done), all: number(conversations) })}</Typography>
          <LinearProgress aria-label={t('sims.running')} variant="determinate" value={(100 * done) / conversations} />
        </Stack>
      )}
    </Stack>
  )
}

function Talks({ app, simulation }: { app: App; simulation: Simulation }) {
  const over = isOver(simulation)
  const talks = usePages(
    ['simulation', simulation.id, 'talks', over],
    (cursor) =>
      listed(
        api.GET('/v1/apps/{appId}/simulations/{simulationId}/conversations', {
          params: {
            path: { appId: app.id, simulationId: simulation.id },
            query: { limit: 20, cursor: cursor ?? null },
          },
        }),
      ),
    { refetchInterval: over ? false : 2_000 },
  )
  if (talks.error) return <Failure problem={talks.error} again={talks.again} />
  if (!talks.items) return <Loading />
  return (
    <Stack spacing={2}>
      {talks.items.map((each) => (
        <Talk key={each.id} talk={each} />
      ))}
      <More more={talks.more} asking={talks.asking} />
    </Stack>
  )
}
