import { Alert, TextField } from '@mui/material'
import { useState } from 'react'
import { useAct } from '../../shared/acts'
import type { Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { FormDialog } from '../../shared/layout/FormDialog'
import { useWords } from '../words'

export interface Restored {
  companyName: string
  subdomain: string
}

/** Say what the organisation is called that a backup is restored into. */
export function RestoreDialog({
  backup,
  begin,
  close,
}: {
  backup: Schemas['BackupView']
  begin: (restored: Restored) => Promise<void>
  close: () => void
}) {
  const t = useWords()
  const { time } = useFormats()
  const [companyName, setName] = useState('')
  const [subdomain, setSubdomain] = useState('')
  const restore = useAct(async () => {
    await begin({ companyName, subdomain })
    close()
  })
  return (
    <FormDialog
      title={t('restore.title', { at: time(backup.createdAt) })}
      submit={t('backups.restore')}
      open
      busy={restore.isPending}
      ready={companyName.trim() !== '' && subdomain.trim() !== ''}
      close={close}
      act={() => restore.mutate()}
    >
      <Alert severity="info">{t('restore.text')}</Alert>
      <TextField
        required
        label={t('restore.name')}
        value={companyName}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        required
        label={t('restore.subdomain')}
        helperText={t('restore.subdomainText')}
        value={subdomain}
        onChange={(event) => setSubdomain(event.target.value.toLowerCase())}
      />
    </FormDialog>
  )
}
