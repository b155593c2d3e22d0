import { FormControlLabel, Switch, TextField } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../shared/api/client'
import { FormDialog } from '../../shared/layout/FormDialog'
import { useInside } from '../data'
import { useWords } from '../words'
import { type Listing, stored, type View } from './listing'

interface Props {
  listing: Listing
  /** The view that gets another name or audience; without it there is a new one. */
  view?: View
  saved(view: View): void
  close(): void
}

/** Keep how the tasks are looked at under a name. */
export function SaveView({ listing, view, saved, close }: Props) {
  const t = useWords()
  const projectId = useInside().project.id
  const [name, setName] = useState(view?.name ?? '')
  const [isShared, share] = useState(view?.visibility === 'shared')
  const [key] = useState(() => crypto.randomUUID())
  const save = useMutation({
    mutationFn: () => {
      const told = { name: name.trim(), visibility: isShared ? ('shared' as const) : ('private' as const) }
      const path = { projectId }
      return answered(
        view
          ? api.PATCH('/v1/projects/{projectId}/views/{viewId}', {
              params: { path: { ...path, viewId: view.id } },
              body: told,
            })
          : api.POST('/v1/projects/{projectId}/views', {
              params: { path, header: { 'Idempotency-Key': key } },
              body: { ...told, ...stored(listing) },
            }),
      )
    },
    onSuccess: saved,
  })
  return (
    <FormDialog
      open
      title={t(view ? 'views.edit' : 'views.save')}
      submit={t('save')}
      busy={save.isPending}
      ready={name.trim() !== ''}
      act={() => save.mutate()}
      close={close}
    >
      <TextField
        autoFocus
        required
        label={t('views.name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <FormControlLabel
        control={<Switch checked={isShared} onChange={(_, isOn) => share(isOn)} />}
        label={t('views.share')}
      />
    </FormDialog>
  )
}
