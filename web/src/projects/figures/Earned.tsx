import { Button, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api, listed } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { Confirm } from '../../shared/layout/Confirm'
import { Failure } from '../../shared/layout/Failure'
import { Choice } from '../Choice'
import { useInside } from '../data'
import { momentText } from '../days'
import { Figure } from '../Figure'
import { Section } from '../Section'
import { useWords } from '../words'
import { Variance } from './Variance'

/** What was earned against a baseline, and how the plan differs from it. */
export function Earned() {
  const t = useWords()
  const mayPlan = useMay()('projects:update')
  const locale = language((state) => state.locale)
  const projectId = useInside().project.id
  const path = { projectId }
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState('')
  const baselines = useQuery({
    queryKey: ['project', projectId, 'baselines'],
    queryFn: async () =>
      (await listed(api.GET('/v1/projects/{projectId}/baselines', { params: { path, query: { limit: 20 } } }))).items,
  })
  const baselineId = chosen || baselines.data?.[0]?.id || ''
  const earned = useQuery({
    queryKey: ['project', projectId, 'earned', baselineId],
    queryFn: () =>
      answered(
        api.GET('/v1/projects/{projectId}/baselines/{baselineId}/earned-value', {
          params: { path: { ...path, baselineId } },
        }),
      ),
    enabled: baselineId !== '',
  })
  const save = useMutation({
    mutationFn: () => answered(api.POST('/v1/projects/{projectId}/baselines', { params: { path }, body: { name } })),
    onSuccess: (saved) => {
      setName('')
      setChosen(saved.id)
      baselines.refetch()
    },
  })
  const [deleting, setDeleting] = useState(false)
  const remove = useMutation({
    mutationFn: () =>
      answered(
        api.DELETE('/v1/projects/{projectId}/baselines/{baselineId}', { params: { path: { ...path, baselineId } } }),
      ),
    onSuccess: () => {
      setChosen('')
      return baselines.refetch()
    },
    onSettled: () => setDeleting(false),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const problem = baselines.error ?? earned.error
  const hours = (minutes: string) => t('hours', { hours: Math.round(Number(minutes) / 6) / 10 })
  const index = (value: string | null) => (value === null ? '–' : Number(value).toFixed(2))
  return (
    <Section title={t('earned.title')}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('earned.text')}
      </Typography>
      {problem && <Failure problem={problem} again={() => void baselines.refetch()} />}
      <Stack direction="row" spacing={2} useFlexGap sx={{ flexWrap: 'wrap' }}>
        {baselines.data && baselines.data.length > 0 && (
          <Choice
            label={t('earned.baseline')}
            value={baselineId}
            options={baselines.data.map(({ id, name }) => ({ value: id, name }))}
            choose={setChosen}
          />
        )}
        {mayPlan && baselineId && (
          <Button color="error" onClick={() => setDeleting(true)}>
            {t('baseline.delete')}
          </Button>
        )}
        {mayPlan && (
          <Stack component="form" direction="row" spacing={1} onSubmit={submit}>
            <TextField
              size="small"
              label={t('earned.name')}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="submit" variant="outlined" disabled={!name.trim() || save.isPending}>
              {t('earned.save')}
            </Button>
          </Stack>
        )}
      </Stack>
      {earned.data && (
        <>
          <Stack direction="row" spacing={4} useFlexGap sx={{ flexWrap: 'wrap' }}>
            <Figure name={t('earned.planned')} value={hours(earned.data.plannedValue)} />
            <Figure name={t('earned.earned')} value={hours(earned.data.earnedValue)} />
            <Figure name={t('earned.cost')} value={hours(earned.data.actualCost)} />
            <Figure name={t('earned.budget')} value={hours(earned.data.budgetAtCompletion)} />
            <Figure name={t('earned.schedule')} value={index(earned.data.schedulePerformanceIndex)} />
            <Figure name={t('earned.costIndex')} value={index(earned.data.costPerformanceIndex)} />
            <Figure
              name={t('earned.estimate')}
              value={earned.data.estimateAtCompletion === null ? '–' : hours(earned.data.estimateAtCompletion)}
            />
          </Stack>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('earned.at', { when: momentText(earned.data.statusAt, locale) })}
          </Typography>
        </>
      )}
      {baselineId && <Variance baselineId={baselineId} />}
      {deleting && (
        <Confirm
          title={t('baseline.deleteTitle', { name: baselines.data?.find(({ id }) => id === baselineId)?.name ?? '' })}
          text={t('baseline.deleteText')}
          action={t('delete')}
          pending={remove.isPending}
          destructive
          confirm={() => remove.mutate()}
          close={() => setDeleting(false)}
        />
      )}
    </Section>
  )
}
