import { Autocomplete, Box, Paper, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { answered, api } from '../shared/api/client'
import type { Content } from './draft'
import { useWords } from './words'

const NUMBERS = ['temperature', 'top_p', 'max_tokens', 'seed'] as const

/** Ask for the providers that the tenant may use. */
export function useProviders() {
  const may = useMay()
  return useQuery({
    queryKey: ['providers'],
    queryFn: () => answered(api.GET('/v1/providers')),
    enabled: may('providers:read'),
  })
}

/** Which model is asked, and how. */
export function Provider({ content, change }: { content: Content; change: (content: Content) => void }) {
  const t = useWords()
  const { data } = useProviders()
  const provider = content.provider ?? null
  const parameters = provider?.parameters ?? {}
  const put = (name: string, value: number | undefined) => {
    if (!provider) return
    const { [name]: _, ...others } = parameters
    change({
      ...content,
      provider: { ...provider, parameters: value === undefined ? others : { ...others, [name]: value } },
    })
  }
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Typography variant="h2">{t('editor.provider')}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
        {t('editor.providerHelp')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))' }}>
        <Autocomplete
          freeSolo
          size="small"
          options={data?.providers.filter(({ usable }) => usable).map(({ id }) => id) ?? []}
          inputValue={provider?.provider ?? ''}
          onInputChange={(_, id) =>
            id !== (provider?.provider ?? '') &&
            change({ ...content, provider: id ? { model: '', parameters: {}, ...provider, provider: id } : null })
          }
          renderInput={(params) => <TextField {...params} label={t('editor.providerName')} />}
        />
        <TextField
          size="small"
          disabled={!provider}
          label={t('editor.model')}
          value={provider?.model ?? ''}
          onChange={(event) => provider && change({ ...content, provider: { ...provider, model: event.target.value } })}
        />
        {NUMBERS.map((name) => (
          <NumberField
            key={name}
            label={t(`parameter.${name}`)}
            disabled={!provider}
            value={parameters[name]}
            change={(value) => put(name, value)}
          />
        ))}
      </Box>
    </Paper>
  )
}

interface Figure {
  label: string
  disabled: boolean
  value: unknown
  change: (value: number | undefined) => void
}

/** A figure that may be left out; what is being typed stays as it is until it is one. */
function NumberField({ label, disabled, value, change }: Figure) {
  const [text, setText] = useState(typeof value === 'number' ? String(value) : '')
  const number = Number(text)
  return (
    <TextField
      size="small"
      label={label}
      disabled={disabled}
      value={text}
      error={!Number.isFinite(number)}
      onChange={(event) => {
        setText(event.target.value)
        const typed = event.target.value.trim()
        if (Number.isFinite(Number(typed))) change(typed ? Number(typed) : undefined)
      }}
      slotProps={{ htmlInput: { inputMode: 'decimal' } }}
    />
  )
}
