import { Alert, Button, Tab, Tabs } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { useMay } from '../../shared/access'
import { answered, api } from '../../shared/api/client'
import { Confirm } from '../../shared/layout/Confirm'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { Page } from '../../shared/layout/Page'
import { StatusChip } from '../parts/Chips'
import { Problems } from '../parts/Problems'
import { mergePatch } from '../parts/patch'
import { Unsaved } from '../parts/Unsaved'
import { useWords } from '../words'
import { AssessmentActions } from './AssessmentActions'
import { Preview } from './Preview'
import { type Assessment, type Plan, planOf, sumOf } from './plan'
import { Sections } from './Sections'
import { Settings } from './Settings'

/** An assessment: a draft is built here, what was published is looked at. */
export function AssessmentBuilder() {
  const { assessmentId = '' } = useParams()
  const may = useMay()
  const { data, error, refetch } = useQuery({
    queryKey: ['assessments', 'one', assessmentId],
    queryFn: () => answered(api.GET('/v1/assessments/{assessmentId}', { params: { path: { assessmentId } } })),
  })
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  const isOpen = data.status === 'draft' && may('assessments:write')
  return isOpen ? <Builder key={data.id} assessment={data} /> : <Fixed key={data.id} assessment={data} />
}

function useFrame(assessment: Assessment, plan: Plan) {
  const t = useWords()
  return {
    title: plan.title || t('assessments.new'),
    trail: [{ path: '/assessments', name: t('assessments.title') }],
    about: (
      <>
        <StatusChip status={assessment.status} />{' '}
        {t('build.sum', { ...sumOf(plan.sections), minutes: plan.timeLimitMinutes })}
      </>
    ),
  }
}

function Fixed({ assessment }: { assessment: Assessment }) {
  const t = useWords()
  const frame = useFrame(assessment, assessment)
  return (
    <Page {...frame} actions={<AssessmentActions assessment={assessment} />}>
      {assessment.status !== 'draft' && <Alert severity="info">{t('build.fixed')}</Alert>}
      <Preview assessment={assessment} changed={false} />
    </Page>
  )
}

function Builder({ assessment }: { assessment: Assessment }) {
  const t = useWords()
  const may = useMay()
  const queries = useQueryClient()
  const [tab, setTab] = useState<'questions' | 'settings' | 'preview'>('questions')
  const [asking, setAsking] = useState(false)
  const [written, write] = useState<Plan | null>(null)
  const saved = planOf(assessment)
  const plan = written ?? saved
  const params = { path: { assessmentId: assessment.id } }
  const keep = (stored: Assessment) => {
    queries.setQueryData(['assessments', 'one', stored.id], stored)
    void queries.invalidateQueries({ queryKey: ['assessments'], predicate: ({ queryKey }) => queryKey[1] !== 'one' })
    write(null)
  }
  const store = useMutation({
    mutationFn: async (publish: boolean) => {
      const body = mergePatch(saved, plan)
      const stored = body ? await answered(api.PATCH('/v1/assessments/{assessmentId}', { params, body })) : assessment
      keep(stored)
      return publish ? answered(api.POST('/v1/assessments/{assessmentId}/activate', { params })) : stored
    },
    onSuccess: keep,
  })
  const change = (part: Partial<Plan>) => write({ ...plan, ...part })
  const frame = useFrame(assessment, plan)
  return (
    <Page
      {...frame}
      actions={
        <>
          <Button variant="outlined" disabled={store.isPending || written === null} onClick={() => store.mutate(false)}>
            {t(written === null ? 'do.saved' : 'do.save')}
          </Button>
          {may('assessments:publish') && (
            <Button variant="contained" disabled={store.isPending} onClick={() => setAsking(true)}>
              {t('build.publish')}
            </Button>
          )}
          <AssessmentActions assessment={assessment} />
        </>
      }
    >
      <Unsaved changed={written !== null && !store.isPending} />
      <Problems problem={store.error} />
      <Tabs value={tab} onChange={(_, chosen) => setTab(chosen)} aria-label={frame.title}>
        <Tab value="questions" label={t('build.questions')} />
        <Tab value="settings" label={t('build.settings')} />
        <Tab value="preview" label={t('build.preview')} />
      </Tabs>
      {tab === 'questions' && <Sections sections={plan.sections} write={(sections) => change({ sections })} />}
      {tab === 'settings' && <Settings plan={plan} write={change} />}
      {tab === 'preview' && <Preview assessment={assessment} changed={written !== null} />}
      {asking && (
        <Confirm
          title={t('build.publishTitle')}
          text={t('build.publishText')}
          action={t('build.publish')}
          confirm={() => {
            setAsking(false)
            store.mutate(true)
          }}
          close={() => setAsking(false)}
        />
      )}
    </Page>
  )
}
