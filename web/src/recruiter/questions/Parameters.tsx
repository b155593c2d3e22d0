import AddOutlined from '@mui/icons-material/AddOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Autocomplete, Box, Button, IconButton, Stack, TextField, Typography } from '@mui/material'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../shared/api/client'
import { useWords } from '../words'
import { Part } from './Basics'
import { fresh, type Parameter, WAYS } from './parameters'

const SEEDS = [1, 2, 3]

/** What differs between candidates: each gets values of their own wherever `{{name}}` is written. */
export function Parameters({
  parameters,
  write,
  questionId,
}: {
  parameters: Parameter[]
  write: (parameters: Parameter[]) => void
  /** The question to draw examples of, where it is saved as it is shown. */
  questionId: string | undefined
}) {
  const t = useWords()
  const change = (place: number, changed: Parameter) =>
    write(parameters.map((each, at) => (at === place ? changed : each)))
  return (
    <Part title={t('parameters.title')} hint={t('parameters.hint')}>
      {parameters.map((each, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name can be changed while it is typed
        <Stack key={place} direction="row" spacing={1} sx={{ alignItems: 'start' }}>
          <Box
            role="group"
            aria-label={t('parameters.one', { name: each.name })}
            sx={{ flexGrow: 1, display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fit, minmax(110px, 1fr))' }}
          >
            <TextField
              label={t('parameters.name')}
              value={each.name}
              onChange={({ target }) => change(place, { ...each, name: target.value })}
              slotProps={{ htmlInput: { maxLength: 30 } }}
            />
            <Value parameter={each} write={(changed) => change(place, changed)} />
          </Box>
          <IconButton
            aria-label={t('parameters.remove', { name: each.name })}
            onClick={() => write(parameters.filter((_, at) => at !== place))}
            sx={{ mt: 1 }}
          >
            <DeleteOutlined />
          </IconButton>
        </Stack>
      ))}
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
        {WAYS.map((way) => (
          <Button
            key={way}
            startIcon={<AddOutlined />}
            disabled={parameters.length >= 30}
            onClick={() => write([...parameters, fresh(way, parameters)])}
          >
            {t(`parameters.${way}`)}
          </Button>
        ))}
      </Stack>
      {parameters.length > 0 && questionId && <Examples questionId={questionId} />}
    </Part>
  )
}

function Value({ parameter, write }: { parameter: Parameter; write: (parameter: Parameter) => void }) {
  const t = useWords()
  if (parameter.type === 'range') {
    return (['minimum', 'maximum', 'step'] as const).map((key) => (
      <TextField
        key={key}
        label={t(`parameters.${key}`)}
        value={parameter[key]}
        onChange={({ target }) => write({ ...parameter, [key]: target.value })}
        slotProps={{ htmlInput: { inputMode: 'decimal' } }}
      />
    ))
  }
  if (parameter.type === 'choice') {
    return (
      <Autocomplete
        multiple
        freeSolo
        autoSelect
        options={[] as string[]}
        value={parameter.values}
        onChange={(_, values) => write({ ...parameter, values: values.slice(0, 100) })}
        sx={{ gridColumn: 'span 2' }}
        renderInput={(props) => (
          <TextField {...props} label={t('parameters.values')} helperText={t('edit.labelsHint')} />
        )}
      />
    )
  }
  return (
    <>
      <TextField
        label={t('parameters.expression')}
        placeholder="a * (b + 1)"
        value={parameter.expression}
        onChange={({ target }) => write({ ...parameter, expression: target.value })}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <TextField
        type="number"
        label={t('parameters.places')}
        value={parameter.places}
        onChange={({ target }) => write({ ...parameter, places: Number(target.value) })}
        slotProps={{ htmlInput: { min: 0, max: 12 } }}
      />
    </>
  )
}

/** What three candidates would be asked. */
function Examples({ questionId }: { questionId: string }) {
  const t = useWords()
  const [shown, setShown] = useState(false)
  const variants = useQueries({
    queries: SEEDS.map((seed) => ({
      queryKey: ['questions', 'variant', questionId, seed],
      queryFn: () =>
        answered(api.GET('/v1/questions/{questionId}/variants/{seed}', { params: { path: { questionId, seed } } })),
      enabled: shown,
      retry: false,
    })),
  })
  const problem = variants.find(({ error }) => error)?.error
  return (
    <Stack spacing={1} sx={{ alignItems: 'start' }}>
      <Button variant="outlined" onClick={() => setShown(true)} loading={variants.some(({ isLoading }) => isLoading)}>
        {t('parameters.draw')}
      </Button>
      {problem && <Typography role="alert">{problem.message}</Typography>}
      <Stack component="ol" aria-label={t('parameters.examples')} sx={{ m: 0, pl: 3 }}>
        {variants.map(
          ({ data }) =>
            data && (
              <li key={data.seed}>
                {Object.entries(data.values)
                  .map(([name, value]) => `${name} = ${value}`)
                  .join(', ')}
              </li>
            ),
        )}
      </Stack>
    </Stack>
  )
}
