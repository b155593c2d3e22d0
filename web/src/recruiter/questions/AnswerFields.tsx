import AddOutlined from '@mui/icons-material/AddOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import {
  Box,
  Button,
  Checkbox,
  FormControlLabel,
  IconButton,
  MenuItem,
  Radio,
  Stack,
  Switch,
  TextField,
  Typography,
} from '@mui/material'
import { useWords } from '../words'
import { Part } from './Basics'
import { type Choices, freshName, type Numeric, type Text, type Upload } from './content'
import { FILE_TYPES } from './fileTypes'

const CREDITS = ['all_or_nothing', 'per_choice', 'right_minus_wrong'] as const

interface Props<Content> {
  content: Content
  write: (content: Content) => void
}

/** Choices, and which of them are right. */
export function ChoiceFields({ content, write }: Props<Choices>) {
  const t = useWords()
  const { choices, scoring, several } = content
  const Mark = several ? Checkbox : Radio
  const mark = (id: string, right: boolean) => {
    const others = several ? scoring.correct.filter((each) => each !== id) : []
    write({ ...content, scoring: { ...scoring, correct: right ? [...others, id] : others } })
  }
  const allow = (more: boolean) =>
    write({ ...content, several: more, scoring: { ...scoring, correct: scoring.correct.slice(0, more ? 30 : 1) } })
  const remove = (id: string) =>
    write({
      ...content,
      choices: choices.filter((each) => each.id !== id),
      scoring: { ...scoring, correct: scoring.correct.filter((each) => each !== id) },
    })
  const add = () => {
    const ids = choices.map(({ id }) => id)
    write({ ...content, choices: [...choices, { id: freshName(ids, 'choice'), text: '' }] })
  }
  return (
    <Part title={t('choice.title')}>
      <FormControlLabel
        control={<Switch checked={several} onChange={(_, on) => allow(on)} />}
        label={t('choice.several')}
      />
      {choices.map(({ id, text }, place) => (
        <Stack key={id} direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <Mark
            checked={scoring.correct.includes(id)}
            onChange={(_, right) => mark(id, right)}
            slotProps={{ input: { 'aria-label': t('choice.right', { number: place + 1 }) } }}
          />
          <TextField
            fullWidth
            multiline
            label={t('choice.text', { number: place + 1 })}
            value={text}
            onChange={({ target }) =>
              write({
                ...content,
                choices: choices.map((each) => (each.id === id ? { ...each, text: target.value } : each)),
              })
            }
            slotProps={{ htmlInput: { maxLength: 5000 } }}
          />
          <IconButton
            aria-label={t('choice.remove', { number: place + 1 })}
            disabled={choices.length <= 2}
            onClick={() => remove(id)}
          >
            <DeleteOutlined />
          </IconButton>
        </Stack>
      ))}
      <Button startIcon={<AddOutlined />} disabled={choices.length >= 30} onClick={add} sx={{ alignSelf: 'start' }}>
        {t('choice.add')}
      </Button>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        {several && (
          <TextField
            select
            fullWidth
            label={t('choice.credit')}
            value={scoring.credit}
            onChange={({ target }) =>
              write({ ...content, scoring: { ...scoring, credit: target.value as typeof scoring.credit } })
            }
          >
            {CREDITS.map((each) => (
              <MenuItem key={each} value={each}>
                {t(`credit.${each}`)}
              </MenuItem>
            ))}
          </TextField>
        )}
        <TextField
          fullWidth
          label={t('choice.penalty')}
          value={scoring.penalty}
          onChange={({ target }) => write({ ...content, scoring: { ...scoring, penalty: target.value } })}
          slotProps={{ htmlInput: { inputMode: 'decimal' } }}
        />
      </Stack>
    </Part>
  )
}

/** A number that is right, or a range of them. */
export function NumericFields({ content, write }: Props<Numeric>) {
  const t = useWords()
  const { scoring } = content
  const score = (part: Partial<Numeric['scoring']>) => write({ ...content, scoring: { ...scoring, ...part } })
  const isRange = scoring.minimum !== null
  const range = (on: boolean) =>
    score(
      on
        ? { expected: null, minimum: '', maximum: '', absolute: '0', relative: '0' }
        : { expected: '', minimum: null, maximum: null },
    )
  const number = (name: string, key: 'expected' | 'absolute' | 'minimum' | 'maximum') => (
    <TextField
      fullWidth
      label={name}
      value={scoring[key] ?? ''}
      onChange={({ target }) => score({ [key]: target.value })}
      slotProps={{ htmlInput: { inputMode: 'decimal' } }}
    />
  )
  return (
    <Part title={t('number.title')}>
      {scoring.parameter === null && (
        <FormControlLabel
          control={<Switch checked={isRange} onChange={(_, on) => range(on)} />}
          label={t('number.range')}
        />
      )}
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        {content.parameters.length > 0 && !isRange && (
          <TextField
            select
            fullWidth
            label={t('number.source')}
            value={scoring.parameter ?? ''}
            onChange={({ target }) =>
              score(target.value ? { parameter: target.value, expected: null } : { parameter: null, expected: '' })
            }
            slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
          >
            <MenuItem value="">{t('number.fixed')}</MenuItem>
            {content.parameters.map(({ name }) => (
              <MenuItem key={name} value={name}>
                {t('number.ofParameter', { name })}
              </MenuItem>
            ))}
          </TextField>
        )}
        {isRange && number(t('number.minimum'), 'minimum')}
        {!isRange && scoring.parameter === null && number(t('number.expected'), 'expected')}
        {isRange ? number(t('number.maximum'), 'maximum') : number(t('number.absolute'), 'absolute')}
        <TextField
          fullWidth
          label={t('number.unit')}
          value={content.unit}
          onChange={({ target }) => write({ ...content, unit: target.value })}
          slotProps={{ htmlInput: { maxLength: 40 } }}
        />
      </Stack>
    </Part>
  )
}

/** Texts that are accepted, or somebody who decides. */
export function TextFields({ content, write }: Props<Text>) {
  const t = useWords()
  const { scoring } = content
  const score = (part: Partial<Text['scoring']>) => write({ ...content, scoring: { ...scoring, ...part } })
  const lines = (text: string) => (text === '' ? [] : text.split('\n'))
  return (
    <Part title={t('text.title')}>
      <TextField
        multiline
        label={t('text.accepted')}
        value={scoring.accepted.join('\n')}
        onChange={({ target }) => score({ accepted: lines(target.value) })}
      />
      <TextField
        multiline
        label={t('text.patterns')}
        value={scoring.patterns.join('\n')}
        onChange={({ target }) => score({ patterns: lines(target.value) })}
        slotProps={{ htmlInput: { sx: { fontFamily: 'monospace' } } }}
      />
      <FormControlLabel
        control={<Switch checked={scoring.manual} onChange={(_, manual) => score({ manual })} />}
        label={t('text.manual')}
      />
      <FormControlLabel
        control={<Switch checked={scoring.caseSensitive} onChange={(_, caseSensitive) => score({ caseSensitive })} />}
        label={t('text.case')}
      />
      <TextField
        type="number"
        label={t('text.length')}
        value={content.maxLength || ''}
        onChange={({ target }) => write({ ...content, maxLength: Number(target.value) })}
        slotProps={{ htmlInput: { min: 1, max: 50_000 } }}
      />
    </Part>
  )
}

/** The kinds of files that are taken, and how large. */
export function FileFields({ content, write }: Props<Upload>) {
  const t = useWords()
  const { contentTypes } = content
  const choose = (type: string, on: boolean) =>
    write({ ...content, contentTypes: on ? [...contentTypes, type] : contentTypes.filter((each) => each !== type) })
  return (
    <Part title={t('file.title')} hint={t('file.judged')}>
      <Box role="group" aria-label={t('file.title')} sx={{ display: 'flex', flexWrap: 'wrap' }}>
        {Object.entries(FILE_TYPES).map(([type, name]) => (
          <FormControlLabel
            key={type}
            control={<Checkbox checked={contentTypes.includes(type)} onChange={(_, on) => choose(type, on)} />}
            label={<Typography>{name}</Typography>}
          />
        ))}
      </Box>
      <TextField
        type="number"
        label={t('file.size')}
        value={content.maxBytes / 2 ** 20 || ''}
        onChange={({ target }) => write({ ...content, maxBytes: Math.round(Number(target.value) * 2 ** 20) })}
        slotProps={{ htmlInput: { min: 1, max: 32 } }}
      />
    </Part>
  )
}
