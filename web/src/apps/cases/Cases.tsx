import { Alert, Autocomplete, Box, Button, Stack, TextField, ToggleButton, ToggleButtonGroup } from '@mui/material'
import { useState } from 'react'
import { useMay } from '../../shared/access'
import { api, listed } from '../../shared/api/client'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { More } from '../../shared/layout/More'
import { usePages } from '../../shared/pages'
import { type App, AppPart } from '../AppPart'
import { useWords } from '../words'
import { CaseForm } from './CaseForm'
import { CaseItem } from './CaseItem'
import { foldersOf, isFolder, STATUSES, type Status } from './cases'
import { FromKnowledge } from './FromKnowledge'
import { Publish } from './Publish'
import { Runs } from './Runs'

type Act = 'create' | 'knowledge' | 'publish'

/** What an app must answer: cases that are written or proposed, reviewed, published and run. */
export function Cases() {
  const t = useWords()
  const may = useMay()
  const [act, setAct] = useState<Act | null>(null)
  return (
    <AppPart
      part="/cases"
      actions={(app) =>
        may('app_cases:write') &&
        app.status === 'active' && (
          <>
            <Button onClick={() => setAct('knowledge')}>{t('cases.propose')}</Button>
            <Button variant="outlined" onClick={() => setAct('publish')}>
              {t('cases.publish')}
            </Button>
            <Button variant="contained" onClick={() => setAct('create')}>
              {t('cases.create')}
            </Button>
          </>
        )
      }
    >
      {(app) => <Listed key={app.id} app={app} act={act} close={() => setAct(null)} />}
    </AppPart>
  )
}

function Listed({ app, act, close }: { app: App; act: Act | null; close: () => void }) {
  const t = useWords()
  const may = useMay()
  const [status, setStatus] = useState<Status | null>(null)
  const [folder, setFolder] = useState<string | null>(null)
  const [published, setPublished] = useState<string | null>(null)
  const cases = usePages(['cases', app.id, status, folder], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/cases', {
        params: { path: { appId: app.id }, query: { limit: 20, status, folder, cursor: cursor ?? null } },
      }),
    ),
  )
  const folders = foldersOf(cases.items ?? [])
  const filtered = status !== null || folder !== null
  return (
    <>
      {app.status === 'archived' && <Alert severity="info">{t('app.isArchived')}</Alert>}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label={t('cases.status')}
          value={status ?? 'all'}
          onChange={(_, value: Status | 'all' | null) => value && setStatus(value === 'all' ? null : value)}
          sx={{ flexWrap: 'wrap' }}
        >
          <ToggleButton value="all">{t('list.all')}</ToggleButton>
          {STATUSES.map((each) => (
            <ToggleButton key={each} value={each}>
              {t(`cases.${each}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <Autocomplete
          freeSolo
          size="small"
          options={folders}
          value={folder}
          onChange={(_, value) => setFolder(value && isFolder(value) ? value : null)}
          renderInput={(params) => <TextField {...params} label={t('cases.folder')} />}
          sx={{ width: 240 }}
        />
      </Box>
      {cases.error ? (
        <Failure problem={cases.error} again={cases.again} />
      ) : !cases.items ? (
        <Loading />
      ) : cases.items.length === 0 ? (
        <Empty
          title={t(filtered ? 'cases.nothing' : 'cases.none')}
          text={t(filtered ? 'cases.nothingText' : 'cases.noneText')}
        />
      ) : (
        <Stack spacing={1.5}>
          {cases.items.map((each) => (
            <CaseItem key={each.id} app={app} of={each} folders={folders} />
          ))}
        </Stack>
      )}
      <More more={cases.more} asking={cases.asking} />
      {may('cards:read') && <Runs app={app} published={published} />}
      {act === 'create' && <CaseForm app={app} folders={folders} close={close} />}
      {act === 'knowledge' && <FromKnowledge app={app} folders={folders} close={close} />}
      {act === 'publish' && <Publish app={app} folders={folders} close={close} published={setPublished} />}
    </>
  )
}
