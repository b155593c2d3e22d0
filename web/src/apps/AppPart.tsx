import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { useMay } from '../shared/access'
import { answered, api, type Schemas } from '../shared/api/client'
import { Failure } from '../shared/layout/Failure'
import { LinkTabs } from '../shared/layout/LinkTabs'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { useWords } from './words'

export type App = Schemas['AppView']

/** Ask for an app. */
export function useApp(appId: string) {
  return useQuery({
    queryKey: ['app', appId],
    queryFn: () => answered(api.GET('/v1/apps/{appId}', { params: { path: { appId } } })),
  })
}

/** A part of an app, below the head that all of its parts have. */
export function AppPart({
  part,
  actions,
  children,
}: {
  part:
    | ''
    | '/sessions'
    | '/usage'
    | '/findings'
    | '/cases'
    | '/simulations'
    | '/flags'
    | '/knowledge'
    | '/chat'
    | '/settings'
  actions?: ((app: App) => ReactNode) | undefined
  children: (app: App) => ReactNode
}) {
  const t = useWords()
  const may = useMay()
  const { appId = '' } = useParams()
  const { data: app, error, refetch } = useApp(appId)
  if (error) return <Failure problem={error} again={refetch} />
  if (!app) return <Loading />
  const base = `/apps/${appId}`
  const tabs = [
    ...(may('traces:read')
      ? [
          { path: base, name: t('app.traces') },
          { path: `${base}/sessions`, name: t('app.sessions') },
          { path: `${base}/usage`, name: t('app.usage') },
          { path: `${base}/findings`, name: t('app.findings') },
        ]
      : []),
    ...(may('app_cases:read')
      ? [
          { path: `${base}/cases`, name: t('app.cases') },
          { path: `${base}/simulations`, name: t('app.simulations') },
        ]
      : []),
    ...(may('knowledge:read') ? [{ path: `${base}/knowledge`, name: t('app.knowledge') }] : []),
    ...(may('chat:use') ? [{ path: `${base}/chat`, name: t('app.chat') }] : []),
    ...(may('flags:read') ? [{ path: `${base}/flags`, name: t('app.flags') }] : []),
    { path: `${base}/settings`, name: t('app.settings') },
  ]
  return (
    <Page
      title={app.name}
      about={app.description}
      trail={[{ path: '/apps', name: t('apps.title') }]}
      actions={actions?.(app)}
    >
      <LinkTabs label={t('app.parts')} current={`${base}${part}`} tabs={tabs} />
      {children(app)}
    </Page>
  )
}
