import AddOutlined from '@mui/icons-material/AddOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Autocomplete, Box, Button, IconButton, Stack, TextField } from '@mui/material'
import { type Assertion, COMMON, cellValue } from './cases'
import { written } from './draft'
import { useWords } from './words'

/** What must hold of an answer; what an assertion has beside type and value stays as it is. */
export function AssertionFields({
  assertions,
  change,
}: {
  assertions: Assertion[]
  change: (assertions: Assertion[]) => void
}) {
  const t = useWords()
  return (
    <>
      <Stack spacing={1.5} sx={{ pt: 1 }}>
        {assertions.map((assertion, place) => (
          <Box
            // biome-ignore lint/suspicious/noArrayIndexKey: assertions have no other name
            key={place}
            sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', flexWrap: { xs: 'wrap', sm: 'nowrap' } }}
          >
            <Autocomplete
              freeSolo
              size="small"
              options={COMMON}
              inputValue={String(assertion.type ?? '')}
              onInputChange={(_, type) =>
                type !== assertion.type && change(assertions.with(place, { ...assertion, type }))
              }
              renderInput={(params) => (
                <TextField {...params} required label={t('sets.assertion', { number: place + 1 })} />
              )}
              sx={{ width: 220 }}
            />
            <TextField
              multiline
              size="small"
              maxRows={8}
              label={t('sets.value', { number: place + 1 })}
              value={written(assertion.value)}
              onChange={(event) => change(assertions.with(place, valued(assertion, event.target.value)))}
              sx={{ flexGrow: 1 }}
            />
            <IconButton
              aria-label={t('sets.removeAssertion', { number: place + 1 })}
              onClick={() => change(assertions.toSpliced(place, 1))}
            >
              <DeleteOutlined />
            </IconButton>
          </Box>
        ))}
      </Stack>
      <Button
        startIcon={<AddOutlined />}
        sx={{ mt: 1 }}
        onClick={() => change([...assertions, { type: 'icontains', value: '' }])}
      >
        {t('sets.addAssertion')}
      </Button>
    </>
  )
}

function valued(assertion: Assertion, text: string): Assertion {
  const { value, ...others } = assertion
  if (text === '' && value !== '') return others
  return { ...others, value: cellValue(text, value) }
}
