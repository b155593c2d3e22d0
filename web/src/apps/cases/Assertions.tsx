import AddOutlined from '@mui/icons-material/AddOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Autocomplete, Box, Button, IconButton, Stack, TextField, Typography } from '@mui/material'
import { type Assertion, COMMON, cellValue } from '../../cards/cases'
import { written } from '../../cards/draft'
import { useWords } from '../words'

interface Props {
  title: string
  assertions: Assertion[]
  change: (assertions: Assertion[]) => void
}

/** What must hold of an answer; what an assertion has beside type and value stays as it is. */
export function Assertions({ title, assertions, change }: Props) {
  const t = useWords()
  return (
    <Box role="group" aria-label={title}>
      <Typography variant="h3" component="h3" gutterBottom>
        {title}
      </Typography>
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
                <TextField {...params} required label={t('cases.assertion', { number: place + 1 })} />
              )}
              sx={{ width: 200, flexShrink: 0 }}
            />
            <TextField
              multiline
              size="small"
              maxRows={8}
              label={t('cases.value', { number: place + 1 })}
              value={written(assertion.value)}
              onChange={(event) =>
                change(assertions.with(place, { ...assertion, value: cellValue(event.target.value, assertion.value) }))
              }
              sx={{ flexGrow: 1 }}
            />
            <IconButton
              aria-label={t('cases.removeAssertion', { number: place + 1 })}
              onClick={() => change(assertions.toSpliced(place, 1))}
            >
              <DeleteOutlined />
            </IconButton>
          </Box>
        ))}
      </Stack>
      <Button
        size="small"
        startIcon={<AddOutlined />}
        sx={{ mt: 1 }}
        onClick={() => change([...assertions, { type: 'icontains', value: '' }])}
      >
        {t('cases.addAssertion')}
      </Button>
    </Box>
  )
}
