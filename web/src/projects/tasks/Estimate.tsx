import { Button, Stack, TextField, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api } from '../../shared/api/client'
import { type Inside, type Task, useRefresh } from '../data'
import { Section } from '../Section'
import { useWords } from '../words'

const CASES = ['best', 'likely', 'worst'] as const

/** How long a task takes at best, most likely and at worst: what a forecast plays through. */
export function Estimate({ inside, task }: { inside: Inside; task: Task }) {
  const t = useWords()
  const mayPlan = useMay()('tasks:write')
  const refresh = useRefresh(inside.project.id)
  const known = task.plan.estimate
  const [written, setWritten] = useState({
    best: known ? String(known.bestMinutes / 60) : '',
    likely: known ? String(known.likelyMinutes / 60) : '',
    worst: known ? String(known.worstMinutes / 60) : '',
  })
  const [best, likely, worst] = CASES.map((name) => Number(written[name])) as [number, number, number]
  const isWhole = CASES.every((name) => written[name] !== '')
  const isOrdered = best <= likely && likely <= worst
  const save = useMutation({
    mutationFn: () => {
      const params = { path: { projectId: inside.project.id, taskId: task.id } }
      const minutes = (hours: number) => Math.round(hours * 60)
      const estimate = { bestMinutes: minutes(best), likelyMinutes: minutes(likely), worstMinutes: minutes(worst) }
      const plan = { ...task.plan, estimate }
      return answered(api.PUT('/v1/projects/{projectId}/tasks/{taskId}/plan', { params, body: { plan } }))
    },
    onSuccess: refresh,
  })
  if (task.subtaskCount > 0 || (!mayPlan && !known)) return null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Section title={t('estimate.title')}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('estimate.text')}
      </Typography>
      <Stack component="form" direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }} onSubmit={submit}>
        {CASES.map((name) => (
          <TextField
            key={name}
            size="small"
            type="number"
            required
            disabled={!mayPlan}
            label={t(`estimate.${name}`)}
            value={written[name]}
            error={isWhole && !isOrdered}
            slotProps={{ htmlInput: { min: 0, step: 'any' } }}
            onChange={(event) => setWritten({ ...written, [name]: event.target.value })}
            sx={{ width: 110 }}
          />
        ))}
        {mayPlan && (
          <Button type="submit" variant="outlined" disabled={!isWhole || !isOrdered || save.isPending}>
            {t('save')}
          </Button>
        )}
      </Stack>
    </Section>
  )
}
