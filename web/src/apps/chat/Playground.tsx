import {
  Accordion,
  AccordionDetails,
  AccordionSummary,
  Autocomplete,
  Box,
  FormControlLabel,
  Stack,
  Switch,
  TextField,
} from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../shared/access'
import { api } from '../../shared/api/client'
import { problemOf } from '../../shared/api/problem'
import { Failure } from '../../shared/layout/Failure'
import { type App, AppPart } from '../AppPart'
import { useWords } from '../words'
import { Conversations } from './Conversations'
import { Rules } from './Rules'
import { Talk } from './Talk'

export interface Settings {
  model: string
  system: string
  temperature: string
  maxTokens: string
  store: boolean
}

const DEFAULTS: Settings = { model: 'echo/echo', system: '', temperature: '', maxTokens: '', store: false }

/** Ask models as an app does, under its rules. */
export function Playground() {
  return <AppPart part="/chat">{(app) => <Both key={app.id} app={app} />}</AppPart>
}

function Both({ app }: { app: App }) {
  const may = useMay()
  const [settings, setSettings] = useState(DEFAULTS)
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 2fr) minmax(0, 1fr)' },
      }}
    >
      <Talk app={app} settings={settings} />
      <Stack spacing={3} sx={{ gridRow: { xs: 1, lg: 'auto' } }}>
        <Choices app={app} settings={settings} change={setSettings} />
        <Rules app={app} />
        {may('conversations:read') && <Conversations app={app} />}
      </Stack>
    </Box>
  )
}

function Choices({ app, settings, change }: { app: App; settings: Settings; change: (settings: Settings) => void }) {
  const t = useWords()
  const models = useQuery({
    queryKey: ['chat-models', app.id],
    queryFn: async () => {
      const { data, error, response } = await api.GET('/v1/models', { params: { query: { appId: app.id } } })
      if (!data) throw problemOf(response.status, error)
      return data.data
    },
  })
  if (models.error) return <Failure problem={models.error} again={models.refetch} />
  return (
    <Stack spacing={2}>
      <Autocomplete
        freeSolo
        disableClearable
        options={(models.data ?? []).map(({ id }) => id)}
        inputValue={settings.model}
        onInputChange={(_, model) => change({ ...settings, model })}
        renderInput={(params) => (
          <TextField {...params} size="small" label={t('chat.model')} helperText={t('chat.modelHelp')} />
        )}
      />
      <Accordion variant="outlined" disableGutters>
        <AccordionSummary>{t('chat.settings')}</AccordionSummary>
        <AccordionDetails>
          <Stack spacing={2}>
            <TextField
              multiline
              size="small"
              minRows={2}
              maxRows={8}
              label={t('chat.system')}
              value={settings.system}
              onChange={(event) => change({ ...settings, system: event.target.value })}
            />
            <TextField
              type="number"
              size="small"
              label={t('chat.temperature')}
              helperText={t('chat.temperatureHelp')}
              value={settings.temperature}
              onChange={(event) => change({ ...settings, temperature: event.target.value })}
              slotProps={{ htmlInput: { min: 0, max: 2, step: 0.1 } }}
            />
            <TextField
              type="number"
              size="small"
              label={t('chat.maxTokens')}
              value={settings.maxTokens}
              onChange={(event) => change({ ...settings, maxTokens: event.target.value })}
              slotProps={{ htmlInput: { min: 1 } }}
            />
            <FormControlLabel
              control={<Switch checked={settings.store} onChange={(_, store) => change({ ...settings, store })} />}
              label={t('chat.store')}
            />
          </Stack>
        </AccordionDetails>
      </Accordion>
    </Stack>
  )
}
