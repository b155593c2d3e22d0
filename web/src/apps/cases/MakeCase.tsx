import { Button, Link, Typography } from '@mui/material'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { useMay } from '../../shared/access'
import { useAct } from '../../shared/acts'
import { answered, api, listed } from '../../shared/api/client'
import { FormDialog } from '../../shared/layout/FormDialog'
import { notices } from '../../shared/notices'
import { usePages } from '../../shared/pages'
import { useWords } from '../words'
import { foldersOf, isFolder } from './cases'
import { FolderField } from './FolderField'

interface Props {
  appId: string
  from: { traceId: string } | { findingId: string }
}

/** Have cases proposed from a trace, or from the traces of a finding. */
export function MakeCase({ appId, from }: Props) {
  const t = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may('app_cases:write')) return null
  const label = t('traceId' in from ? 'cases.ofTrace' : 'cases.ofFinding')
  return (
    <>
      <Button size="small" variant="outlined" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && <Asked appId={appId} from={from} title={label} close={() => setOpen(false)} />}
    </>
  )
}

function Asked({ appId, from, title, close }: Props & { title: string; close: () => void }) {
  const t = useWords()
  const [folder, setFolder] = useState('')
  const known = usePages(['cases', appId, null, null], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/cases', {
        params: { path: { appId }, query: { limit: 20, cursor: cursor ?? null } },
      }),
    ),
  )
  const make = useAct(async () => {
    const body = { folder }
    if ('traceId' in from) {
      const params = { path: { appId, traceId: from.traceId } }
      await answered(api.POST('/v1/apps/{appId}/traces/{traceId}/cases', { params, body }))
      notices.getState().say(t('cases.made'))
    } else {
      const params = { path: { appId, findingId: from.findingId } }
      const made = await answered(api.POST('/v1/apps/{appId}/findings/{findingId}/cases', { params, body }))
      notices.getState().say(t('cases.proposedCount', { count: made.cases.length, passedOver: made.passedOver }))
    }
    close()
  }, 'cases')
  return (
    <FormDialog
      open
      title={title}
      submit={t('cases.proposeNow')}
      busy={make.isPending}
      ready={isFolder(folder)}
      close={close}
      act={() => make.mutate()}
    >
      <Typography>
        {t('cases.makeText')}{' '}
        <Link component={RouterLink} to={`/apps/${appId}/cases`}>
          {t('app.cases')}
        </Link>
      </Typography>
      <FolderField folder={folder} known={foldersOf(known.items ?? [])} change={setFolder} />
    </FormDialog>
  )
}
