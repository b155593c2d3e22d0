import AddOutlined from '@mui/icons-material/AddOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Box, Button, IconButton, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useWords } from '../words'
import { Code } from './Code'
import type { CodingProps } from './CodingFields'
import type { Coding } from './content'

type Signature = Extract<Coding['form'], { type: 'function' }>['signature']

const NEW: Signature = { name: 'solve', parameters: [{ name: 'numbers', type: 'list<int>' }], returns: 'int' }

/** What candidates write: a whole program, a function of a signature, or statements. */
export function FormFields({ content, write }: CodingProps) {
  const t = useWords()
  const { form } = content
  if (form.type === 'sql') {
    const setup = (text: string) => write({ ...content, form: { ...form, setup: text } })
    return (
      <Box>
        <Typography gutterBottom>{t('code.setup')}</Typography>
        <Code language="sql" source={form.setup} label={t('code.setup')} written={setup} />
      </Box>
    )
  }
  const choose = (type: string) =>
    write({
      ...content,
      form: type === 'function' ? { type, signature: NEW } : { type: 'stdin' },
      starterCode: type === 'function' ? {} : content.starterCode,
      checker:
        type === 'function'
          ? { type: 'json', unorderedArrays: false, absolute: '0', relative: '0' }
          : { type: 'tokens', caseSensitive: true },
    })
  return (
    <>
      <TextField select label={t('code.form')} value={form.type} onChange={({ target }) => choose(target.value)}>
        <MenuItem value="stdin">{t('code.stdin')}</MenuItem>
        <MenuItem value="function">{t('code.function')}</MenuItem>
      </TextField>
      {form.type === 'function' && (
        <SignatureFields
          signature={form.signature}
          write={(signature) => write({ ...content, form: { ...form, signature } })}
        />
      )}
    </>
  )
}

function SignatureFields({ signature, write }: { signature: Signature; write: (signature: Signature) => void }) {
  const t = useWords()
  const change = (place: number, part: Partial<Signature['parameters'][number]>) =>
    write({
      ...signature,
      parameters: signature.parameters.map((each, at) => (at === place ? { ...each, ...part } : each)),
    })
  const remove = (place: number) =>
    write({ ...signature, parameters: signature.parameters.filter((_, at) => at !== place) })
  return (
    <Stack spacing={2} role="group" aria-label={t('code.signature')}>
      <Stack direction="row" spacing={2}>
        <TextField
          fullWidth
          label={t('code.functionName')}
          value={signature.name}
          onChange={({ target }) => write({ ...signature, name: target.value })}
        />
        <TextField
          fullWidth
          label={t('code.returns')}
          value={signature.returns}
          onChange={({ target }) => write({ ...signature, returns: target.value })}
        />
      </Stack>
      {signature.parameters.map(({ name, type }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a parameter has nothing but its place to be known by
        <Stack key={place} direction="row" spacing={2} sx={{ alignItems: 'center' }}>
          <TextField
            fullWidth
            label={`${t('code.parameterName')} ${place + 1}`}
            value={name}
            onChange={({ target }) => change(place, { name: target.value })}
          />
          <TextField
            fullWidth
            label={`${t('code.parameterType')} ${place + 1}`}
            value={type}
            onChange={({ target }) => change(place, { type: target.value })}
          />
          <IconButton aria-label={`${t('do.remove')}: ${name}`} onClick={() => remove(place)}>
            <DeleteOutlined />
          </IconButton>
        </Stack>
      ))}
      <Button
        startIcon={<AddOutlined />}
        sx={{ alignSelf: 'start' }}
        disabled={signature.parameters.length >= 10}
        onClick={() => write({ ...signature, parameters: [...signature.parameters, { name: '', type: 'int' }] })}
      >
        {t('code.addParameter')}
      </Button>
      <Typography variant="body2">{t('code.starterMade')}</Typography>
    </Stack>
  )
}
