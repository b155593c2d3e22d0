import { Autocomplete, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useProviders } from '../cards/Provider'
import type { Schemas } from '../shared/api/client'
import { FormDialog } from '../shared/layout/FormDialog'
import { useWords } from './words'

type Target = Schemas['ProviderSettings']

/** Ask which model is to do something that costs money. */
export function ModelDialog({
  title,
  text,
  submit,
  busy,
  close,
  act,
}: {
  title: string
  text: string
  submit: string
  busy: boolean
  close: () => void
  act: (target: Target) => void
}) {
  const [target, setTarget] = useState<Target>({ provider: '', model: '' })
  return (
    <FormDialog
      open
      title={title}
      submit={submit}
      busy={busy}
      ready={Boolean(target.provider.trim())}
      close={close}
      act={() => act(target)}
    >
      <Typography>{text}</Typography>
      <ModelFields target={target} change={setTarget} />
    </FormDialog>
  )
}

/** A provider that may be used, and one of its models. */
export function ModelFields({ target, change }: { target: Target; change: (target: Target) => void }) {
  const t = useWords()
  const { data } = useProviders()
  return (
    <>
      <Autocomplete
        freeSolo
        options={data?.providers.filter(({ usable }) => usable).map(({ id }) => id) ?? []}
        inputValue={target.provider}
        onInputChange={(_, provider) => change({ ...target, provider })}
        renderInput={(params) => <TextField {...params} required label={t('model.provider')} />}
      />
      <TextField
        label={t('model.model')}
        value={target.model ?? ''}
        onChange={(event) => change({ ...target, model: event.target.value })}
      />
    </>
  )
}
