import { Alert, Button, LinearProgress, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useMay } from '../shared/access'
import { useAct } from '../shared/acts'
import { answered, api } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { language } from '../shared/i18n'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { Failure } from '../shared/layout/Failure'
import { FormDialog } from '../shared/layout/FormDialog'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { BudgetFields, type WantedBudget } from './BudgetFields'
import { monthName } from './billing/amounts'
import { Section } from './Section'
import { useWords } from './words'

const NANOS_PER_CENT = 10_000_000

/** One budget, and how much of it is spent. */
export function Budget() {
  const t = useWords()
  const { dollars, nanos, date } = useFormats()
  const locale = language((state) => state.locale)
  const navigate = useNavigate()
  const mayManage = useMay()('providers:manage')
  const { budgetId = '' } = useParams()
  const params = { path: { budgetId } }
  const [edits, setEdits] = useState<WantedBudget | null>(null)
  const budget = useQuery({
    queryKey: ['model-budgets', budgetId],
    queryFn: () => answered(api.GET('/v1/model-budgets/{budgetId}', { params })),
  })
  const save = useAct(async ({ name, amount, hardStop }: WantedBudget) => {
    const body = { name, hardStop, amountCents: Math.round(Number(amount) * 100) }
    await answered(api.PATCH('/v1/model-budgets/{budgetId}', { params, body }))
    setEdits(null)
  }, 'model-budgets')
  const remove = useAct(async () => {
    await answered(api.DELETE('/v1/model-budgets/{budgetId}', { params }))
    await navigate('/settings/model-budgets')
  }, 'model-budgets')
  if (budget.error) return <Failure problem={budget.error} again={budget.refetch} />
  if (!budget.data) return <Loading />
  const { name, amountCents, hardStop, spentNanos, usedUp, currentPeriod, period } = budget.data
  const amount = dollars(amountCents / 100)
  const when = period === 'month' ? monthName(currentPeriod, locale) : date(`${currentPeriod}T00:00:00`)
  const spent = t('budgets.spent', { period: when })
  return (
    <Page
      title={name}
      trail={[{ path: '/settings/model-budgets', name: t('budgets.title') }]}
      actions={
        mayManage && (
          <>
            <ConfirmButton
              color="error"
              question={t('budgets.deleteQuestion', { name })}
              text={t('budgets.deleteText')}
              act={() => remove.mutate()}
            >
              {t('budgets.delete')}
            </ConfirmButton>
            <Button variant="contained" onClick={() => setEdits({ name, amount: String(amountCents / 100), hardStop })}>
              {t('act.edit')}
            </Button>
          </>
        )
      }
    >
      {usedUp && <Alert severity="error">{t('budgets.usedUp')}</Alert>}
      <Section title={spent}>
        <Stack sx={{ width: '100%' }} spacing={1}>
          <Typography variant="h3" component="p">
            {t('budgets.of', { spent: nanos(spentNanos), amount })}
          </Typography>
          <LinearProgress
            variant="determinate"
            aria-label={spent}
            color={usedUp ? 'error' : 'primary'}
            value={Math.min(100, (spentNanos / NANOS_PER_CENT / amountCents) * 100)}
          />
        </Stack>
        <Typography>
          {t(`budgets.${period}`)} · {t(hardStop ? 'budgets.stops' : 'budgets.tells')}
        </Typography>
      </Section>
      {edits && (
        <FormDialog
          title={t('act.edit')}
          submit={t('act.save')}
          open
          busy={save.isPending}
          ready={edits.name.trim() !== '' && Number(edits.amount) > 0}
          close={() => setEdits(null)}
          act={() => save.mutate(edits)}
        >
          <BudgetFields wanted={edits} change={setEdits} />
        </FormDialog>
      )}
    </Page>
  )
}
