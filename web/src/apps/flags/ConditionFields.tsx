import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Box, IconButton, MenuItem, TextField } from '@mui/material'
import { useState } from 'react'
import { useWords } from '../words'
import { linesOf, OPERATORS, type Simple, valuesOf } from './editing'

const SEGMENT = 'segment'
const SCALES = ['value', 'version', 'date'] as const
const SCALED = ['equals', 'in', 'less', 'lessOrEqual', 'greater', 'greaterOrEqual']

interface Props {
  condition: Simple
  segments: string[]
  change: (condition: Simple) => void
  remove: (() => void) | undefined
}

/** An attribute compared with values, or a segment of people. */
export function ConditionFields({ condition, segments, change, remove }: Props) {
  const t = useWords()
  const compared = 'attribute' in condition ? condition : null
  const [lines, setLines] = useState(linesOf(compared?.values ?? []))
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'flex-start' }}>
      {segments.length > 0 && (
        <TextField
          select
          size="small"
          label={t('flags.about')}
          value={compared ? 'attribute' : SEGMENT}
          onChange={({ target }) =>
            change(
              target.value === SEGMENT
                ? { kind: 'segment', segment: segments[0] ?? '' }
                : { kind: 'attribute', attribute: '', operator: 'equals', values: [], scale: 'value' },
            )
          }
          sx={{ width: 140 }}
        >
          <MenuItem value="attribute">{t('flags.attribute')}</MenuItem>
          <MenuItem value={SEGMENT}>{t('flags.segment')}</MenuItem>
        </TextField>
      )}
      {'segment' in condition && (
        <TextField
          select
          size="small"
          label={t('flags.segment')}
          value={condition.segment}
          onChange={({ target }) => change({ kind: 'segment', segment: target.value })}
          sx={{ minWidth: 150 }}
        >
          {[...new Set([condition.segment, ...segments])].map((each) => (
            <MenuItem key={each} value={each}>
              {each}
            </MenuItem>
          ))}
        </TextField>
      )}
      {compared && (
        <>
          <TextField
            required
            size="small"
            label={t('flags.attribute')}
            value={compared.attribute}
            onChange={({ target }) => change({ ...compared, attribute: target.value })}
            sx={{ width: 150 }}
          />
          <TextField
            select
            size="small"
            label={t('flags.operator')}
            value={compared.operator}
            onChange={({ target }) => {
              const operator = OPERATORS.find((each) => each === target.value) ?? 'equals'
              if (operator === 'exists') setLines('')
              change({
                ...compared,
                operator,
                values: operator === 'exists' ? [] : (compared.values ?? []),
                scale: SCALED.includes(operator) ? (compared.scale ?? 'value') : 'value',
              })
            }}
            sx={{ minWidth: 150 }}
          >
            {OPERATORS.map((each) => (
              <MenuItem key={each} value={each}>
                {t(`flags.is.${each}`)}
              </MenuItem>
            ))}
          </TextField>
          {compared.operator !== 'exists' && (
            <TextField
              required
              multiline
              size="small"
              maxRows={6}
              label={t('flags.values')}
              helperText={t('flags.valuesHelp')}
              value={lines}
              onChange={({ target }) => {
                setLines(target.value)
                change({ ...compared, values: valuesOf(target.value) })
              }}
              sx={{ flexGrow: 1, minWidth: 160 }}
            />
          )}
          {SCALED.includes(compared.operator) && (
            <TextField
              select
              size="small"
              label={t('flags.scale')}
              value={compared.scale ?? 'value'}
              onChange={({ target }) =>
                change({ ...compared, scale: SCALES.find((each) => each === target.value) ?? 'value' })
              }
              sx={{ width: 150 }}
            >
              {SCALES.map((each) => (
                <MenuItem key={each} value={each}>
                  {t(`flags.scale.${each}`)}
                </MenuItem>
              ))}
            </TextField>
          )}
        </>
      )}
      {remove && (
        <IconButton aria-label={t('flags.removeCondition')} onClick={remove}>
          <DeleteOutlined />
        </IconButton>
      )}
    </Box>
  )
}
