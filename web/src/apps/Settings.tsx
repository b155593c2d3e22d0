import { Alert, Button, Paper, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { answered, api } from '../shared/api/client'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { type App, AppPart } from './AppPart'
import { Keys } from './Keys'
import { useWords } from './words'

/** What an app is called, how long it keeps what it is sent, and its keys. */
export function Settings() {
  const may = useMay()
  return (
    <AppPart part="/settings">
      {(app) => (
        <Stack spacing={3}>
          {may('api_keys:manage') && <Keys app={app} />}
          {may('apps:write') && <General key={app.id} app={app} />}
        </Stack>
      )}
    </AppPart>
  )
}

function General({ app }: { app: App }) {
  const t = useWords()
  const queries = useQueryClient()
  const [name, setName] = useState(app.name)
  const [description, setDescription] = useState(app.description)
  const [days, setDays] = useState(String(app.retentionDays))
  const params = { path: { appId: app.id } }
  const took = (changed: App) => {
    queries.setQueryData(['app', app.id], changed)
    return queries.invalidateQueries({ queryKey: ['apps'] })
  }
  const save = useMutation({
    mutationFn: () =>
      answered(api.PATCH('/v1/apps/{appId}', { params, body: { name, description, retentionDays: Number(days) } })),
    onSuccess: took,
  })
  const archive = useMutation({
    mutationFn: () => answered(api.POST('/v1/apps/{appId}/archive', { params })),
    onSuccess: took,
  })
  if (app.status === 'archived') return <Alert severity="info">{t('app.isArchived')}</Alert>
  return (
    <Paper
      variant="outlined"
      component="form"
      sx={{ p: 2 }}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Typography variant="h2" gutterBottom>
        {t('app.general')}
      </Typography>
      <Stack spacing={2} sx={{ maxWidth: 560 }}>
        <TextField required label={t('apps.name')} value={name} onChange={(event) => setName(event.target.value)} />
        <TextField
          multiline
          label={t('apps.description')}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
        <TextField
          type="number"
          label={t('app.retention')}
          helperText={t('app.retentionHelp')}
          value={days}
          onChange={(event) => setDays(event.target.value)}
          slotProps={{ htmlInput: { min: 1 } }}
        />
        <Stack direction="row" spacing={1}>
          <Button
            type="submit"
            variant="contained"
            loading={save.isPending}
            disabled={!name.trim() || !(Number(days) > 0)}
          >
            {t('save')}
          </Button>
          <ConfirmButton
            color="error"
            question={t('app.archiveQuestion', { name: app.name })}
            text={t('app.archiveText')}
            act={() => archive.mutate()}
          >
            {t('app.archive')}
          </ConfirmButton>
        </Stack>
      </Stack>
    </Paper>
  )
}
