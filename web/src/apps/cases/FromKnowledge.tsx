import { Alert, MenuItem, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useAct } from '../../shared/acts'
import { answered, api, type Schemas } from '../../shared/api/client'
import { FormDialog } from '../../shared/layout/FormDialog'
import type { App } from '../AppPart'
import { KINDS, type Kind } from '../knowledge/content'
import { useWords } from '../words'
import { isFolder } from './cases'
import { FolderField } from './FolderField'

/** Have cases proposed from what is active in the knowledge base, some at a time. */
export function FromKnowledge({ app, folders, close }: { app: App; folders: string[]; close: () => void }) {
  const t = useWords()
  const [kind, setKind] = useState<Kind>('sections')
  const [folder, setFolder] = useState('')
  const [limit, setLimit] = useState('20')
  const [last, setLast] = useState<Schemas['ProposedCases'] | null>(null)
  const propose = useAct(async () => {
    const body = { kind, folder, limit: Number(limit), afterKey: last?.nextKey ?? null }
    setLast(await answered(api.POST('/v1/apps/{appId}/kb/cases', { params: { path: { appId: app.id } }, body })))
  }, 'cases')
  const ended = last !== null && !last.nextKey
  return (
    <FormDialog
      open
      title={t('cases.propose')}
      submit={t(last?.nextKey ? 'cases.goOn' : 'cases.proposeNow')}
      busy={propose.isPending}
      ready={!ended && isFolder(folder) && Number(limit) >= 1 && Number(limit) <= 50}
      close={close}
      act={() => propose.mutate()}
    >
      <Typography>{t('cases.proposeText')}</Typography>
      <TextField
        select
        label={t('kb.kinds')}
        value={kind}
        onChange={(event) => {
          setKind(event.target.value as Kind)
          setLast(null)
        }}
      >
        {KINDS.map((each) => (
          <MenuItem key={each} value={each}>
            {t(`kb.kind.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      <FolderField folder={folder} known={folders} change={setFolder} />
      <TextField
        type="number"
        label={t('cases.atOnce')}
        value={limit}
        onChange={(event) => setLimit(event.target.value)}
        slotProps={{ htmlInput: { min: 1, max: 50 } }}
      />
      {last && (
        <Alert severity={last.cases.length > 0 ? 'success' : 'info'}>
          {t('cases.proposedCount', { count: last.cases.length, passedOver: last.passedOver })}{' '}
          {ended && t('cases.thatsAll')}
        </Alert>
      )}
    </FormDialog>
  )
}
