import AddOutlined from '@mui/icons-material/AddOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import {
  Alert,
  Box,
  Button,
  Checkbox,
  FormControlLabel,
  IconButton,
  MenuItem,
  Paper,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { type Content, readAs, TYPES, undeclared, type Variable, type VariableType, variable, written } from './draft'
import { useWords } from './words'

/** What a prompt's templates put in: names, types, and what stands in where nothing is given. */
export function Variables({ content, change }: { content: Content; change: (content: Content) => void }) {
  const t = useWords()
  const variables = content.variables ?? []
  const set = (next: Variable[]) => change({ ...content, variables: next })
  const missing = undeclared(content)
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Typography variant="h2" gutterBottom>
        {t('editor.variables')}
      </Typography>
      {missing.length > 0 && (
        <Alert
          severity="info"
          sx={{ mb: 2 }}
          action={
            <Button color="inherit" size="small" onClick={() => set([...variables, ...missing.map(variable)])}>
              {t('editor.declare')}
            </Button>
          }
        >
          {t('editor.undeclared', { names: missing.join(', ') })}
        </Alert>
      )}
      <Stack spacing={2}>
        {variables.map((each, number) => (
          <VariableRow
            // biome-ignore lint/suspicious/noArrayIndexKey: the name is edited, and a row that goes leaves its text to none
            key={`${number} of ${variables.length}`}
            number={number + 1}
            variable={each}
            change={(next) => set(variables.with(number, next))}
            remove={() => set(variables.toSpliced(number, 1))}
          />
        ))}
        {variables.length === 0 && <Typography sx={{ color: 'text.secondary' }}>{t('editor.noVariables')}</Typography>}
      </Stack>
      <Button
        startIcon={<AddOutlined />}
        sx={{ mt: 1 }}
        onClick={() => set([...variables, variable(freeName(variables))])}
      >
        {t('editor.addVariable')}
      </Button>
    </Paper>
  )
}

function freeName(variables: Variable[]): string {
  const taken = new Set(variables.map(({ name }) => name))
  let number = variables.length + 1
  while (taken.has(`variable${number}`)) number += 1
  return `variable${number}`
}

interface Row {
  number: number
  variable: Variable
  change: (variable: Variable) => void
  remove: () => void
}

function VariableRow({ number, variable: edited, change, remove }: Row) {
  const t = useWords()
  const type = edited.type ?? 'string'
  const [text, setText] = useState(written(edited.default))
  const value = readAs(type, text)
  const setDefault = (typed: string, as: VariableType) => {
    setText(typed)
    const given = typed === '' ? undefined : readAs(as, typed)
    change({ ...edited, type: as, default: given ?? null })
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <TextField
        required
        size="small"
        label={t('editor.variable', { number })}
        value={edited.name}
        error={!/^[A-Za-z_]\w*$/.test(edited.name)}
        onChange={(event) => change({ ...edited, name: event.target.value })}
        sx={{ width: 150 }}
      />
      <TextField
        select
        size="small"
        label={t('editor.type', { number })}
        value={type}
        onChange={(event) => setDefault(text, event.target.value as VariableType)}
        sx={{ width: 120 }}
      >
        {TYPES.map((each) => (
          <MenuItem key={each} value={each}>
            {t(`type.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        size="small"
        label={t('editor.default', { number })}
        value={text}
        error={text !== '' && value === undefined}
        onChange={(event) => setDefault(event.target.value, type)}
        sx={{ flexGrow: 1, minWidth: 120 }}
      />
      <FormControlLabel
        control={
          <Checkbox
            checked={edited.required ?? true}
            onChange={(event) => change({ ...edited, required: event.target.checked })}
          />
        }
        label={t('editor.required')}
      />
      <IconButton aria-label={t('editor.removeVariable', { name: edited.name })} onClick={remove}>
        <DeleteOutlined />
      </IconButton>
    </Box>
  )
}
