import { Autocomplete, TextField } from '@mui/material'
import { useState } from 'react'
import type { Schemas } from '../shared/api/client'
import { FormDialog } from '../shared/layout/FormDialog'
import { useWords } from './words'

const COMMON = ['*', 'assessments.*', 'attempts.*', 'grading.*', 'invitations.*', 'projects.*', 'tasks.*', 'tenants.*']

export interface WantedWebhook {
  url: string
  eventTypes: string[]
  description: string
}

/** Where a webhook delivers, and of what. */
export function WebhookForm({
  title,
  webhook,
  busy,
  close,
  save,
}: {
  title: string
  webhook?: Schemas['WebhookView']
  busy: boolean
  close: () => void
  save: (wanted: WantedWebhook) => void
}) {
  const t = useWords()
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [eventTypes, setTypes] = useState(webhook?.eventTypes ?? ['*'])
  const [description, setDescription] = useState(webhook?.description ?? '')
  return (
    <FormDialog
      title={title}
      submit={t('act.save')}
      open
      busy={busy}
      ready={url !== '' && eventTypes.length > 0}
      close={close}
      act={() => save({ url, eventTypes, description })}
    >
      <TextField
        label={t('webhooks.url')}
        type="url"
        required
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <Autocomplete
        multiple
        freeSolo
        options={COMMON}
        value={eventTypes}
        onChange={(_, chosen) => setTypes(chosen)}
        renderInput={(parameters) => (
          <TextField {...parameters} label={t('webhooks.events')} helperText={t('webhooks.eventsText')} />
        )}
      />
      <TextField
        label={t('webhooks.description')}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
    </FormDialog>
  )
}
