import { Tab, Tabs } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { useSearchParams } from 'react-router'
import { useMay } from '../shared/access'
import { Empty } from '../shared/layout/Empty'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { useLive } from '../shared/useLive'
import { AssessmentChoice, useAssessments, useChosen } from './AssessmentChoice'
import { ResultTable } from './ResultTable'
import type { StatusDocument } from './running'
import { useWords } from './words'

const Statistics = lazy(async () => ({ default: (await import('./Statistics')).Statistics }))
const Alike = lazy(async () => ({ default: (await import('./Alike')).Alike }))
const Rubrics = lazy(async () => ({ default: (await import('./Rubrics')).Rubrics }))

const Rescore = lazy(async () => ({ default: (await import('./Rescore')).Rescore }))

const TABS = ['table', 'statistics', 'alike', 'rubrics', 'rescore'] as const
const DAY = 24 * 3600 * 1000

/** What an assessment's candidates have achieved. */
export function Results() {
  const t = useWords()
  const may = useMay()
  const [assessmentId, choose] = useChosen()
  const [search, setSearch] = useSearchParams()
  const { data: assessments = [] } = useAssessments()
  const wanted = search.get('tab')
  const tab = TABS.find((each) => each === wanted) ?? 'table'
  useNews(assessmentId)
  const only = assessments.length === 1 ? assessments[0]?.id : undefined
  useEffect(() => {
    if (!assessmentId && only) choose(only)
  })
  return (
    <Page title={t('results.title')}>
      <AssessmentChoice value={assessmentId} choose={choose} />
      {!assessmentId && <Empty title={t('results.choose')} text={t('results.chooseText')} />}
      {assessmentId && (
        <>
          <Tabs
            value={tab}
            variant="scrollable"
            aria-label={t('results.title')}
            onChange={(_, next: string) => {
              const changed = new URLSearchParams(search)
              changed.set('tab', next)
              setSearch(changed, { replace: true })
            }}
          >
            {TABS.filter((each) => each !== 'rescore' || may('attempts:rescore')).map((each) => (
              <Tab key={each} value={each} label={t(`results.${each}`)} />
            ))}
          </Tabs>
          <Suspense fallback={<Loading />}>
            {tab === 'table' && <ResultTable key={assessmentId} assessmentId={assessmentId} />}
            {tab === 'statistics' && <Statistics assessmentId={assessmentId} />}
            {tab === 'alike' && <Alike key={assessmentId} assessmentId={assessmentId} />}
            {tab === 'rescore' && may('attempts:rescore') && <Rescore key={assessmentId} assessmentId={assessmentId} />}
            {tab === 'rubrics' && <Rubrics assessmentId={assessmentId} />}
          </Suspense>
        </>
      )}
    </Page>
  )
}

/** Ask for the attempts anew whenever one of today's changes. */
function useNews(assessmentId: string) {
  const queries = useQueryClient()
  const { documents } = useLive<StatusDocument>('attemptStatus', 'news', ({ where, orderBy, limit }) => [
    where('startedAt', '>=', new Date(Date.now() - DAY)),
    orderBy('startedAt', 'desc'),
    limit(200),
  ])
  const news = documents
    .filter((each) => each.assessmentId === assessmentId)
    .map(({ id, status }) => `${id} ${status}`)
    .join()
  useEffect(() => {
    if (news) queries.invalidateQueries({ queryKey: ['attempts', assessmentId] })
  }, [news, assessmentId, queries])
}
