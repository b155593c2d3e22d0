import AddOutlined from '@mui/icons-material/AddOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Box, Button, Checkbox, FormControlLabel, IconButton, MenuItem, TextField, Typography } from '@mui/material'
import { useWords } from '../words'
import { type Api, LOCATIONS, METHODS } from './writing'

/** One operation of an API; bodies and answers that a file brought stay as they are. */
export function ApiFields({ api, isNew, change }: { api: Api; isNew: boolean; change: (api: Api) => void }) {
  const t = useWords()
  const parameters = api.parameters ?? []
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <TextField
          select
          label={t('kb.method')}
          value={api.method}
          disabled={!isNew}
          onChange={(event) => change({ ...api, method: event.target.value })}
          sx={{ width: 130, flexShrink: 0 }}
        >
          {METHODS.map((each) => (
            <MenuItem key={each} value={each}>
              {each}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          required
          fullWidth
          label={t('kb.path')}
          value={api.path}
          disabled={!isNew}
          error={!api.path.startsWith('/')}
          onChange={(event) => change({ ...api, path: event.target.value })}
        />
      </Box>
      <TextField
        label={t('kb.summary')}
        value={api.summary}
        onChange={(event) => change({ ...api, summary: event.target.value })}
      />
      <TextField
        multiline
        minRows={2}
        maxRows={8}
        label={t('kb.description')}
        value={api.description}
        onChange={(event) => change({ ...api, description: event.target.value })}
      />
      <Box role="group" aria-label={t('kb.parameters')}>
        <Typography variant="h3" component="h3">
          {t('kb.parameters')}
        </Typography>
        {parameters.map((parameter, place) => {
          const put = (changed: Partial<typeof parameter>) =>
            change({ ...api, parameters: parameters.with(place, { ...parameter, ...changed }) })
          const number = place + 1
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: what is being written has no other name
            <Box key={place} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, pt: 1.5, alignItems: 'center' }}>
              <TextField
                required
                size="small"
                label={t('kb.parameter', { number })}
                value={parameter.name}
                onChange={(event) => put({ name: event.target.value })}
                sx={{ flex: 1, minWidth: 140 }}
              />
              <TextField
                select
                size="small"
                label={t('kb.location', { number })}
                value={parameter.location}
                onChange={(event) => put({ location: event.target.value as (typeof LOCATIONS)[number] })}
                sx={{ width: 120 }}
              >
                {LOCATIONS.map((each) => (
                  <MenuItem key={each} value={each}>
                    {each}
                  </MenuItem>
                ))}
              </TextField>
              <FormControlLabel
                label={t('kb.required')}
                control={
                  <Checkbox
                    checked={parameter.required ?? false}
                    onChange={(_, required) => put({ required })}
                    slotProps={{ input: { 'aria-label': t('kb.requiredOf', { number }) } }}
                  />
                }
              />
              <IconButton
                aria-label={t('kb.removeParameter', { number })}
                onClick={() => change({ ...api, parameters: parameters.toSpliced(place, 1) })}
              >
                <DeleteOutlined />
              </IconButton>
              <TextField
                size="small"
                fullWidth
                label={t('kb.meaning', { number })}
                value={parameter.description}
                onChange={(event) => put({ description: event.target.value })}
              />
            </Box>
          )
        })}
        <Button
          size="small"
          startIcon={<AddOutlined />}
          sx={{ mt: 1 }}
          onClick={() =>
            change({
              ...api,
              parameters: [...parameters, { name: '', location: 'query', required: false, description: '', shape: {} }],
            })
          }
        >
          {t('kb.addParameter')}
        </Button>
      </Box>
    </>
  )
}
