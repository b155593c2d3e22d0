import ArrowUpward from '@mui/icons-material/ArrowUpward'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Alert, Box, Button, IconButton, MenuItem, Paper, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useWords } from '../words'
import { ConditionFields } from './ConditionFields'
import { conditionOf, joined, type Rule } from './editing'
import { ServeFields } from './ServeFields'

interface Props {
  rules: Rule[]
  variants: string[]
  segments: string[]
  change: (rules: Rule[]) => void
}

/** Who gets what, rule by rule; the first that holds decides. */
export function Rules({ rules, variants, segments, change }: Props) {
  const t = useWords()
  const [moves, setMoves] = useState(0)
  const added: Rule = {
    name: '',
    when: { kind: 'attribute', attribute: '', operator: 'equals', values: [], scale: 'value' },
    serve: { variant: variants[0] ?? '', split: [] },
  }
  return (
    <Box role="group" aria-label={t('flags.rules')}>
      <Typography variant="h3" component="h3">
        {t('flags.rules')}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('flags.rulesText')}
      </Typography>
      <Stack spacing={1.5} sx={{ pt: 1.5 }}>
        {rules.map((rule, place) => {
          const list = joined(rule.when)
          const put = (next: Partial<Rule>) => change(rules.with(place, { ...rule, ...next }))
          const number = place + 1
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule that is being named has no other name
            <Paper key={`${moves} ${place}`} variant="outlined" sx={{ p: 1.5 }}>
              <Stack spacing={1.5}>
                <Box sx={{ display: 'flex', gap: 0.5, alignItems: 'center' }}>
                  <TextField
                    required
                    size="small"
                    label={t('flags.ruleName', { number })}
                    value={rule.name}
                    onChange={(event) => put({ name: event.target.value })}
                    sx={{ flexGrow: 1 }}
                  />
                  <IconButton
                    disabled={place === 0}
                    aria-label={t('flags.ruleUp', { number })}
                    onClick={() => {
                      setMoves(moves + 1)
                      change(rules.with(place, rules[place - 1] ?? rule).with(place - 1, rule))
                    }}
                  >
                    <ArrowUpward />
                  </IconButton>
                  <IconButton
                    aria-label={t('flags.removeRule', { number })}
                    onClick={() => change(rules.toSpliced(place, 1))}
                  >
                    <DeleteOutlined />
                  </IconButton>
                </Box>
                {!list && <Alert severity="info">{t('flags.nested')}</Alert>}
                {list && list.conditions.length > 1 && (
                  <TextField
                    select
                    size="small"
                    label={t('flags.join')}
                    value={list.join}
                    onChange={({ target }) =>
                      put({ when: conditionOf({ ...list, join: target.value === 'any' ? 'any' : 'all' }) })
                    }
                    sx={{ width: 220 }}
                  >
                    <MenuItem value="all">{t('flags.all')}</MenuItem>
                    <MenuItem value="any">{t('flags.any')}</MenuItem>
                  </TextField>
                )}
                {list?.conditions.map((condition, at) => (
                  <ConditionFields
                    // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no other name
                    key={`${rules.length} ${list.conditions.length} ${at}`}
                    condition={condition}
                    segments={segments}
                    change={(next) =>
                      put({ when: conditionOf({ ...list, conditions: list.conditions.with(at, next) }) })
                    }
                    remove={
                      list.conditions.length > 1
                        ? () => put({ when: conditionOf({ ...list, conditions: list.conditions.toSpliced(at, 1) }) })
                        : undefined
                    }
                  />
                ))}
                {list && (
                  <Button
                    size="small"
                    sx={{ alignSelf: 'start' }}
                    onClick={() =>
                      put({
                        when: {
                          kind: list.join,
                          conditions: [
                            ...list.conditions,
                            { kind: 'attribute', attribute: '', operator: 'equals', values: [], scale: 'value' },
                          ],
                        },
                      })
                    }
                  >
                    {t('flags.addCondition')}
                  </Button>
                )}
                <ServeFields
                  label={t('flags.serves')}
                  variants={variants}
                  serve={rule.serve}
                  change={(serve) => put({ serve })}
                />
              </Stack>
            </Paper>
          )
        })}
      </Stack>
      <Button sx={{ mt: 1 }} onClick={() => change([...rules, added])}>
        {t('flags.addRule')}
      </Button>
    </Box>
  )
}
