import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../shared/api/client'
import type { App } from './AppPart'
import { useWords } from './words'

/** Make a flag that is on or off, off for everybody at first. */
export function NewFlag({ app, environment, close }: { app: App; environment: string; close: () => void }) {
  const t = useWords()
  const queries = useQueryClient()
  const [key, setKey] = useState('')
  const [description, setDescription] = useState('')
  const create = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/apps/{appId}/environments/{environment}/flags', {
          params: { path: { appId: app.id, environment } },
          body: {
            key,
            definition: {
              type: 'boolean',
              description,
              variants: { on: true, off: false },
              enabled: true,
              off: 'off',
              rules: [],
              otherwise: { variant: 'off', split: [] },
              prerequisites: [],
              schedule: { startsAt: null, endsAt: null },
              salt: null,
            },
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['flags', app.id, environment] })
      close()
    },
  })
  return (
    <Dialog open onClose={close} fullWidth maxWidth="xs" aria-labelledby="new-flag">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <DialogTitle id="new-flag">{t('flags.create')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <Typography>{t('flags.createText')}</Typography>
            <TextField autoFocus required label={t('flags.key')} value={key} onChange={(e) => setKey(e.target.value)} />
            <TextField
              label={t('apps.description')}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" loading={create.isPending} disabled={!key.trim()}>
            {t('create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
