import { Alert, Box, Button, Chip, Paper, Stack, Tab, Tabs, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useMay } from '../shared/access'
import { answered, api, type Schemas } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { Exported } from './Exported'
import { Findings } from './Findings'
import { ReportedQuestion } from './ReportedQuestion'
import { Timeline } from './Timeline'
import { lengthOf, useTimes } from './times'
import { useWords } from './words'

const Playback = lazy(async () => ({ default: (await import('./Playback')).Playback }))

const TABS = ['report', 'playback', 'timeline'] as const

/** The report on a candidate: points, answers, tests, what was noticed, and how it all came about. */
export function Report() {
  const t = useWords()
  const may = useMay()
  const { attemptId = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const tab = TABS.find((each) => each === search.get('tab')) ?? 'report'
  const { data, error, refetch } = useQuery({
    queryKey: ['report', attemptId],
    queryFn: () => answered(api.GET('/v1/attempts/{attemptId}/report', { params: { path: { attemptId } } })),
  })
  if (error instanceof Problem && error.status === 409) {
    return (
      <Page title={t('report.notYet')} trail={[{ path: '/results', name: t('results.title') }]}>
        <Empty
          title={t('report.notYet')}
          text={t('report.notYetText')}
          action={<Button onClick={() => refetch()}>{t('report.again')}</Button>}
        />
      </Page>
    )
  }
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  const questions = data.sections.flatMap((section) => section.questions)
  return (
    <Page
      title={data.candidateName}
      trail={[{ path: '/results', name: t('results.title') }]}
      about={
        <Typography>
          {data.assessmentTitle} · {data.candidateEmail}
        </Typography>
      }
      actions={
        may('attempts:export') && (
          <>
            <Exported attemptId={attemptId} kind="report" />
            <Exported attemptId={attemptId} kind="bundle" />
          </>
        )
      }
    >
      <Summary report={data} />
      {data.needsReview && <Alert severity="warning">{t('report.needsReview')}</Alert>}
      <Tabs value={tab} aria-label={data.candidateName} onChange={(_, next: string) => setSearch({ tab: next })}>
        {TABS.map((each) => (
          <Tab key={each} value={each} label={t(`report.${each}`)} />
        ))}
      </Tabs>
      {tab === 'report' && (
        <Stack spacing={3}>
          {data.sections.map((section) => (
            <Stack key={section.questions[0]?.questionId ?? section.title} spacing={1.5}>
              {data.sections.length > 1 && <Typography variant="h2">{section.title}</Typography>}
              {section.questions.map((each) => (
                <ReportedQuestion key={each.questionId} attemptId={attemptId} question={each} />
              ))}
            </Stack>
          ))}
          {data.integrity && <Findings attemptId={attemptId} />}
        </Stack>
      )}
      <Suspense fallback={<Loading />}>
        {tab === 'playback' && <Playback attemptId={attemptId} startedAt={data.startedAt} questions={questions} />}
      </Suspense>
      {tab === 'timeline' && <Timeline attemptId={attemptId} />}
    </Page>
  )
}

function Summary({ report }: { report: Schemas['CandidateReport'] }) {
  const t = useWords()
  const { moment } = useTimes()
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, alignItems: 'center' }}>
        <Typography sx={{ fontSize: '2rem', fontWeight: 650 }}>{Math.round(report.scorePercent)} %</Typography>
        <Box sx={{ flexGrow: 1 }}>
          <Typography>{t('points', { points: Number(report.points), most: Number(report.maxPoints) })}</Typography>
          {report.percentile !== null && (report.comparedWith ?? 0) > 0 && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t('report.percentile', {
                percentile: Math.round(report.percentile),
                count: report.comparedWith ?? 0,
              })}
            </Typography>
          )}
        </Box>
        <Box>
          {report.submittedAt && (
            <Typography variant="body2">{t('report.handedIn', { at: moment(report.submittedAt) })}</Typography>
          )}
          {report.secondsTaken !== null && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t('report.took', { time: lengthOf(report.secondsTaken * 1000) })}
            </Typography>
          )}
        </Box>
        {report.passed !== null && (
          <Chip
            color={report.passed ? 'success' : 'default'}
            label={t(report.passed ? 'report.passed' : 'report.notPassed')}
          />
        )}
      </Box>
    </Paper>
  )
}
