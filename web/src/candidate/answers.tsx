import {
  Checkbox,
  FormControl,
  FormControlLabel,
  FormGroup,
  FormLabel,
  Radio,
  RadioGroup,
  TextField,
} from '@mui/material'
import type { Schemas } from '../shared/api/client'
import { useTranslate } from '../shared/i18n'
import { Markdown } from '../shared/Markdown'
import type { AnswerParts } from './Question'

/** What these need: the question as it is asked or previewed. */
type Parts = Pick<AnswerParts, 'response' | 'write'> & { question: Schemas['Task'] }

/** One choice, or several. */
export function ChoiceAnswer({ question, response, write }: Parts) {
  const t = useTranslate()
  const task = question.multipleChoice
  if (!task) return null
  const chosen = response?.kind === 'multiple_choice' ? response.chosen : []
  const choose = (ids: string[]) => write({ kind: 'multiple_choice', chosen: ids })
  if (!task.several) {
    return (
      <FormControl>
        <FormLabel id="choices">{t('answer.chooseOne')}</FormLabel>
        <RadioGroup aria-labelledby="choices" value={chosen[0] ?? ''} onChange={(_, id) => choose([id])}>
          {task.choices.map(({ id, text }) => (
            <FormControlLabel key={id} value={id} control={<Radio />} label={<Markdown text={text} />} />
          ))}
        </RadioGroup>
      </FormControl>
    )
  }
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend">{t('answer.chooseSeveral')}</FormLabel>
      <FormGroup>
        {task.choices.map(({ id, text }) => (
          <FormControlLabel
            key={id}
            control={
              <Checkbox
                checked={chosen.includes(id)}
                onChange={(_, on) => choose(on ? [...chosen, id] : chosen.filter((each) => each !== id))}
              />
            }
            label={<Markdown text={text} />}
          />
        ))}
      </FormGroup>
    </FormControl>
  )
}

/** A number as it is typed. */
export function NumericAnswer({ question, response, write }: Parts) {
  const t = useTranslate()
  return (
    <TextField
      label={question.unit ? t('answer.unit', { unit: question.unit }) : t('answer.number')}
      value={response?.kind === 'numeric' ? response.value : ''}
      onChange={(event) => write({ kind: 'numeric', value: event.target.value.slice(0, 100) })}
      slotProps={{ htmlInput: { inputMode: 'decimal' } }}
    />
  )
}

/** A text. */
export function TextAnswer({ question, response, write }: Parts) {
  const t = useTranslate()
  const text = response?.kind === 'free_text' ? response.text : ''
  const most = question.maxLength ?? 50_000
  return (
    <TextField
      label={t('answer.yours')}
      multiline
      fullWidth
      minRows={8}
      value={text}
      helperText={t('answer.length', { length: text.length, most })}
      onChange={(event) => write({ kind: 'free_text', text: event.target.value })}
      slotProps={{ htmlInput: { maxLength: most, dir: 'auto' } }}
    />
  )
}
