import { LinearProgress, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../shared/access'
import { answered, api } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { useInside } from '../data'
import { Figure } from '../Figure'
import { money } from '../money'
import { Section } from '../Section'
import { hoursText } from '../time/clock'
import { useWords } from '../words'
import { Earned } from './Earned'

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
