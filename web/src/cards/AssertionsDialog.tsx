import AddOutlined from '@mui/icons-material/AddOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import {
  Autocomplete,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  IconButton,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { type Assertion, COMMON, cellValue } from './cases'
import { written } from './draft'
import { useWords } from './words'

interface Props {
  number: number
  assertions: Assertion[]
  change: (assertions: Assertion[]) => void
  close: () => void
}

/** What is asserted of a case's output; what an assertion has beside type and value stays as it is. */
export function AssertionsDialog({ number, assertions, change, close }: Props) {
  const t = useWords()
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="case-assertions">
      <DialogTitle id="case-assertions">{t('sets.assertionsOf', { number })}</DialogTitle>
      <DialogContent>
        <Typography gutterBottom sx={{ color: 'text.secondary' }}>
          {t('sets.assertionsHelp')}
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
                renderInput={(params) => <TextField {...params} label={t('sets.assertion', { number: place + 1 })} />}
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
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={close}>
          {t('done')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function valued(assertion: Assertion, text: string): Assertion {
  const { value, ...others } = assertion
  if (text === '' && value !== '') return others
  return { ...others, value: cellValue(text, value) }
}
