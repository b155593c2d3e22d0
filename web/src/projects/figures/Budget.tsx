import { Button, LinearProgress, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api, listed } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { Choice } from '../Choice'
import { useInside } from '../data'
import { momentText } from '../days'
import { Figure } from '../Figure'
import { money } from '../money'
import { Section } from '../Section'
import { hoursText } from '../time/clock'
import { useWords } from '../words'

/** What a project took of its budget, and what was earned by that. */
export function Budget() {
  const may = useMay()
  return (
    <Stack spacing={2}>
      {may('time:read') && <Cost />}
      <Earned />
    </Stack>
  )
}

function Cost() {
  const t = useWords()
  const locale = language((state) => state.locale)
  const projectId = useInside().project.id
  const time = useQuery({
    queryKey: ['project', projectId, 'cost'],
    queryFn: () => answered(api.GET('/v1/projects/{projectId}/time', { params: { path: { projectId } } })),
  })
  if (time.error) return <Failure problem={time.error} again={time.refetch} />
  if (!time.data) return <Loading />
  const { seconds, unratedSeconds, costs, budget, budgetUsedPercent } = time.data
  const used = Number(budgetUsedPercent ?? 0)
  return (
    <Section title={t('budget.title')}>
      <Stack direction="row" spacing={4} useFlexGap sx={{ flexWrap: 'wrap' }}>
        <Figure name={t('budget.time')} value={hoursText(seconds)} />
        <Figure
          name={t('budget.cost')}
          value={costs.map(({ amount, currency }) => money(amount, currency, locale)).join(' + ') || '–'}
        />
        <Figure name={t('project.budget')} value={budget ? money(budget.amount, budget.currency, locale) : '–'} />
        {unratedSeconds > 0 && <Figure name={t('budget.unrated')} value={hoursText(unratedSeconds)} />}
      </Stack>
      {budgetUsedPercent !== null && (
        <Stack spacing={0.5}>
          <Typography variant="body2" id="budget-used">
            {t('budget.used', { percent: Math.round(used) })}
          </Typography>
          <LinearProgress
            variant="determinate"
            value={Math.min(100, used)}
            color={used > 100 ? 'error' : 'primary'}
            aria-labelledby="budget-used"
            sx={{ height: 10, borderRadius: 1 }}
          />
        </Stack>
      )}
    </Section>
  )
}

function Earned() {
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
    </Section>
  )
}
