import { Alert, Box, Button, Paper, Skeleton, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { Link as RouterLink, useLocation } from 'react-router'
import { useMay } from '../../shared/access'
import { answered, api } from '../../shared/api/client'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Page } from '../../shared/layout/Page'
import { useWords } from '../words'
import { Attention } from './Attention'
import { Charts } from './Charts'
import { useFigures } from './figures'
import { weeksOf } from './weeks'

/** The hiring team's overview. */
export function Dashboard() {
  const t = useWords()
  const may = useMay()
  const isNew = Boolean((useLocation().state as { isNew?: boolean } | null)?.isNew)
  const figures = useFigures()
  const failed = Object.values(figures).find(({ error }) => error)
  if (failed) return <Failure problem={failed.error} again={failed.refetch} />
  const { assessments, active, questions, refused, attempts, running, unscored, pending, gradings } = figures
  const passing = new Map(
    (assessments.data?.items ?? []).flatMap(({ id, marking }): [string, number][] =>
      marking.passingPercent === null ? [] : [[id, Number(marking.passingPercent)]],
    ),
  )
  const counts = [
    { name: t('home.active'), value: active.data?.total, to: '/assessments?status=active' },
    { name: t('home.running'), value: running.data?.total, to: '/live', shown: may('attempts:read') },
    { name: t('home.toScore'), value: unscored.data?.total, to: '/results', shown: may('attempts:read') },
    { name: t('home.toGrade'), value: gradings.data?.total, to: '/grading', shown: may('gradings:grade') },
    { name: t('home.pending'), value: pending.data?.total, to: '/candidates', shown: may('invitations:read') },
    { name: t('home.published'), value: questions.data?.total, to: '/questions?status=published' },
  ]
  return (
    <Page title={t('home.title')}>
      {isNew && <Welcome />}
      {assessments.data?.total === 0 && may('assessments:write') && <Start />}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))' }}>
        {counts
          .filter(({ shown = true }) => shown)
          .map(({ name, value, to }) => (
            <Count key={name} name={name} value={value} to={to} />
          ))}
      </Box>
      {attempts.data && attempts.data.length > 0 && <Charts weeks={weeksOf(attempts.data, passing, new Date())} />}
      <Attention
        running={running.data?.items ?? []}
        pending={pending.data?.items ?? []}
        refused={refused.data?.items ?? []}
      />
    </Page>
  )
}

function Count({ name, value, to }: { name: string; value: number | undefined; to?: string | undefined }) {
  return (
    <Paper
      variant="outlined"
      {...(to ? { component: RouterLink, to } : {})}
      sx={{ p: 2, textDecoration: 'none', color: 'inherit', '&[href]:hover': { borderColor: 'primary.main' } }}
    >
      <Typography sx={{ fontSize: '2rem', fontWeight: 650, lineHeight: 1.2 }}>
        {value ?? <Skeleton width={48} />}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {name}
      </Typography>
    </Paper>
  )
}

function Start() {
  const t = useWords()
  return (
    <Empty
      title={t('home.startTitle')}
      text={t('home.startText')}
      action={
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, justifyContent: 'center' }}>
          <Button variant="contained" component={RouterLink} to="/questions">
            {t('home.writeQuestion')}
          </Button>
          <Button variant="outlined" component={RouterLink} to="/assessments">
            {t('home.buildAssessment')}
          </Button>
        </Box>
      }
    />
  )
}

function Welcome() {
  const t = useWords()
  const send = useMutation({ mutationFn: () => answered(api.POST('/v1/auth/email-verification')) })
  return (
    <Alert
      severity="info"
      action={
        <Button color="inherit" size="small" disabled={!send.isIdle} onClick={() => send.mutate()}>
          {t(send.isSuccess ? 'home.sent' : 'home.sendAgain')}
        </Button>
      }
    >
      {t('home.welcome')}
    </Alert>
  )
}
