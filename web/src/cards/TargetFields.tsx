import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Autocomplete, Box, IconButton, TextField } from '@mui/material'
import type { Schemas } from '../shared/api/client'
import { useProviders } from './Provider'
import { useWords } from './words'

type Target = Schemas['ProviderSettings']

interface Props {
  number: number
  target: Target
  change: (target: Target) => void
  remove?: () => void
}

/** One of the models that a run asks. */
export function TargetFields({ number, target, change, remove }: Props) {
  const t = useWords()
  const { data } = useProviders()
  return (
    <Box sx={{ display: 'flex', gap: 1 }}>
      <Autocomplete
        freeSolo
        options={data?.providers.filter(({ usable }) => usable).map(({ id }) => id) ?? []}
        inputValue={target.provider}
        onInputChange={(_, provider) => provider !== target.provider && change({ ...target, provider })}
        renderInput={(params) => <TextField {...params} required label={t('runs.provider', { number })} />}
        sx={{ flex: 1 }}
      />
      <TextField
        label={t('runs.model', { number })}
        value={target.model}
        onChange={(event) => change({ ...target, model: event.target.value })}
        sx={{ flex: 1 }}
      />
      {remove && (
        <IconButton aria-label={t('runs.removeModel', { number })} onClick={remove}>
          <DeleteOutlined />
        </IconButton>
      )}
    </Box>
  )
}
