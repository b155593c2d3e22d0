import { Button, Chip, Link, MenuItem, Stack, TableCell, TableRow, TextField } from '@mui/material'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { useMay } from '../shared/access'
import { useAct } from '../shared/acts'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Empty } from '../shared/layout/Empty'
import { FormDialog } from '../shared/layout/FormDialog'
import { Page } from '../shared/layout/Page'
import { Rows } from '../shared/layout/Rows'
import { usePages } from '../shared/pages'
import { BudgetFields, type WantedBudget } from './BudgetFields'
import { useWords } from './words'

/** What calls of models may cost. */
export function Budgets() {
  const t = useWords()
  const { dollars } = useFormats()
  const mayManage = useMay()('providers:manage')
  const [asks, setAsks] = useState(false)
  const budgets = usePages(['model-budgets'], (cursor) =>
    listed(api.GET('/v1/model-budgets', { params: { query: { limit: 50, cursor } } })),
  )
  const create = mayManage && (
    <Button variant="contained" onClick={() => setAsks(true)}>
      {t('budgets.create')}
    </Button>
  )
  return (
    <Page title={t('budgets.title')} about={t('budgets.about')} actions={budgets.items?.length ? create : undefined}>
      <Rows
        name={t('budgets.title')}
        list={budgets}
        head={[t('budgets.name'), t('budgets.amount'), t('budgets.period'), t('budgets.stop')]}
        row={(each) => (
          <TableRow key={each.id}>
            <TableCell component="th" scope="row">
              <Link component={RouterLink} to={`/settings/model-budgets/${each.id}`}>
                {each.name}
              </Link>{' '}
              <Chip size="small" label={each.scope === 'provider' ? each.subject : t(`budgets.scope.${each.scope}`)} />
            </TableCell>
            <TableCell>{dollars(each.amountCents / 100)}</TableCell>
            <TableCell>{t(`budgets.${each.period}`)}</TableCell>
            <TableCell>{t(each.hardStop ? 'budgets.stops' : 'budgets.tells')}</TableCell>
          </TableRow>
        )}
        empty={<Empty title={t('budgets.none')} text={t('budgets.noneText')} action={create} />}
      />
      {asks && <NewBudget close={() => setAsks(false)} />}
    </Page>
  )
}

function NewBudget({ close }: { close: () => void }) {
  const t = useWords()
  const [wanted, setWanted] = useState<WantedBudget>({ name: '', amount: '', hardStop: false })
  const [period, setPeriod] = useState<Schemas['BudgetPeriod']>('month')
  const create = useAct(async () => {
    const { name, amount, hardStop } = wanted
    const body = { name, amountCents: Math.round(Number(amount) * 100), hardStop, period }
    await answered(api.POST('/v1/model-budgets', { body }))
    close()
  }, 'model-budgets')
  return (
    <FormDialog
      title={t('budgets.create')}
      submit={t('act.save')}
      open
      busy={create.isPending}
      ready={wanted.name.trim() !== '' && Number(wanted.amount) > 0}
      close={close}
      act={() => create.mutate()}
    >
      <BudgetFields wanted={wanted} change={setWanted} />
      <Stack>
        <TextField
          select
          label={t('budgets.period')}
          value={period}
          onChange={(event) => setPeriod(event.target.value === 'day' ? 'day' : 'month')}
        >
          <MenuItem value="day">{t('budgets.day')}</MenuItem>
          <MenuItem value="month">{t('budgets.month')}</MenuItem>
        </TextField>
      </Stack>
    </FormDialog>
  )
}
