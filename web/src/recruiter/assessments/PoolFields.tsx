import { Button, Chip, Paper, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import type { Schemas } from '../../shared/api/client'
import { useWords } from '../words'
import { Picker } from './Picker'
import type { Pool } from './plan'

interface Props {
  number: number
  pool: Pool
  named: string[]
  summaries: Map<string, Schemas['QuestionSummary']> | undefined
  change: (pool: Pool) => void
  remove: () => void
}

/** Questions of which each candidate is asked some. */
export function PoolFields({ number, pool, named, summaries, change, remove }: Props) {
  const t = useWords()
  const [picking, setPicking] = useState(false)
  const { questionIds } = pool
  const add = (ids: string[]) => {
    change({ ...pool, questionIds: [...questionIds, ...ids] })
    setPicking(false)
  }
  const without = (id: string) => {
    const left = questionIds.filter((each) => each !== id)
    if (left.length === 0) remove()
    else change({ ...pool, questionIds: left, draw: Math.min(pool.draw, left.length) })
  }
  return (
    <Paper
      variant="outlined"
      role="group"
      aria-label={t('build.pool', { number })}
      sx={{ p: 1.5, borderStyle: 'dashed' }}
    >
      <Stack spacing={1.5}>
        <Stack direction="row" sx={{ flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
          <Typography sx={{ fontWeight: 650, flexGrow: 1 }}>{t('build.pool', { number })}</Typography>
          <TextField
            size="small"
            type="number"
            label={t('build.draw')}
            helperText={t('build.ofPool', { number: questionIds.length })}
            value={pool.draw || ''}
            onChange={({ target }) => change({ ...pool, draw: Number(target.value) })}
            sx={{ width: 180 }}
            slotProps={{ htmlInput: { min: 1, max: questionIds.length } }}
          />
          <TextField
            size="small"
            label={t('build.poolPoints')}
            helperText=" "
            value={pool.points}
            onChange={({ target }) => change({ ...pool, points: target.value })}
            sx={{ width: 140 }}
            slotProps={{ htmlInput: { inputMode: 'decimal' } }}
          />
        </Stack>
        <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1 }}>
          {questionIds.map((id) => (
            <Chip key={id} label={summaries?.get(id)?.title ?? t('build.unknown')} onDelete={() => without(id)} />
          ))}
        </Stack>
        <Stack direction="row" spacing={1}>
          <Button size="small" onClick={() => setPicking(true)}>
            {t('build.poolAdd')}
          </Button>
          <Button size="small" color="error" onClick={remove}>
            {t('build.poolRemove', { number })}
          </Button>
        </Stack>
      </Stack>
      {picking && <Picker named={named} add={add} close={() => setPicking(false)} />}
    </Paper>
  )
}
