import { Alert, Tab, Tabs, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api, type Schemas } from '../../shared/api/client'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { type App, AppPart } from '../AppPart'
import { useWords } from '../words'
import { Active } from './Active'
import { Draft } from './Draft'
import { Measure } from './Measure'
import { Search } from './Search'
import { Versions } from './Versions'

export type Base = Schemas['KnowledgeBaseView']

type Part = 'draft' | 'active' | 'search' | 'measure' | 'versions'

/** What an app's agents know: what people propose, what was approved, and what a search finds in it. */
export function Knowledge() {
  return <AppPart part="/knowledge">{(app) => <Parts key={app.id} app={app} />}</AppPart>
}

function Parts({ app }: { app: App }) {
  const t = useWords()
  const writes = useMay()('knowledge:write')
  const [chosen, setChosen] = useState<Part | null>(null)
  const base = useQuery({
    queryKey: ['kb', app.id, 'base'],
    queryFn: () => answered(api.GET('/v1/apps/{appId}/kb', { params: { path: { appId: app.id } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'publishing' ? 1_500 : false),
  })
  if (base.error) return <Failure problem={base.error} again={base.refetch} />
  if (!base.data) return <Loading />
  const { activeVersion, apis, tables, sections } = base.data
  const part = chosen ?? (writes ? 'draft' : 'active')
  const parts: Part[] = writes ? ['draft', 'active', 'search', 'measure', 'versions'] : ['active', 'search']
  return (
    <>
      <Typography sx={{ color: 'text.secondary' }}>
        {activeVersion > 0 ? t('kb.active', { version: activeVersion, apis, tables, sections }) : t('kb.nothing')}
      </Typography>
      {app.status === 'archived' && <Alert severity="info">{t('app.isArchived')}</Alert>}
      <Tabs
        value={part}
        onChange={(_, value) => setChosen(value as Part)}
        variant="scrollable"
        aria-label={t('app.knowledge')}
      >
        {parts.map((each) => (
          <Tab key={each} value={each} id={`kb-${each}`} aria-controls="kb-part" label={t(`kb.${each}Part`)} />
        ))}
      </Tabs>
      <div role="tabpanel" id="kb-part" aria-labelledby={`kb-${part}`}>
        {part === 'draft' && <Draft app={app} base={base.data} />}
        {part === 'active' && <Active key={activeVersion} app={app} base={base.data} />}
        {part === 'search' && <Search app={app} base={base.data} />}
        {part === 'measure' && <Measure app={app} base={base.data} />}
        {part === 'versions' && <Versions key={activeVersion} app={app} base={base.data} />}
      </div>
    </>
  )
}
