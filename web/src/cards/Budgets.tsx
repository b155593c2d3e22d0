import {
  Box,
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  LinearProgress,
  MenuItem,
  Paper,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { usePages } from '../shared/pages'
import { useWords } from './words'

const NANOS_PER_CENT = 10_000_000

/** What may be spent, and how much of it has been. */
export function Budgets() {
  const t = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const budgets = usePages(['model-budgets'], (cursor) =>
    listed(api.GET('/v1/model-budgets', { params: { query: { cursor: cursor ?? null } } })),
  )
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', mb: 1 }}>
        <Typography variant="h2" sx={{ flexGrow: 1 }}>
          {t('budgets.title')}
        </Typography>
        {may('providers:manage') && (
          <Button variant="outlined" onClick={() => setAdding(true)}>
            {t('budgets.create')}
          </Button>
        )}
      </Box>
      {budgets.items?.length === 0 && <Typography sx={{ color: 'text.secondary' }}>{t('budgets.none')}</Typography>}
      <Stack spacing={2}>
        {(budgets.items ?? []).map((budget) => (
          <Budget key={budget.id} budget={budget} />
        ))}
      </Stack>
      {adding && <NewBudget close={() => setAdding(false)} />}
    </Paper>
  )
}

function Budget({ budget }: { budget: Schemas['ModelBudgetView'] }) {
  const t = useWords()
  const may = useMay()
  const { nanos } = useFormats()
  const queries = useQueryClient()
  const path = { budgetId: budget.id }
  const { data } = useQuery({
    queryKey: ['model-budget', budget.id],
    queryFn: () => answered(api.GET('/v1/model-budgets/{budgetId}', { params: { path } })),
  })
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE('/v1/model-budgets/{budgetId}', { params: { path } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['model-budgets'] }),
  })
  const most = budget.amountCents * NANOS_PER_CENT
  const spent = data?.spentNanos ?? 0
  return (
    <Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography sx={{ flexGrow: 1 }}>
          <strong>{budget.name}</strong>{' '}
          {t(budget.period === 'day' ? 'budgets.day' : 'budgets.month', { spent: nanos(spent), most: nanos(most) })}
          {budget.hardStop && ` · ${t('budgets.hard')}`}
        </Typography>
        {may('providers:manage') && (
          <ConfirmButton
            size="small"
            color="error"
            question={t('budgets.removeQuestion', { name: budget.name })}
            text={t('budgets.removeText')}
            act={() => remove.mutate()}
          >
            {t('budgets.remove')}
          </ConfirmButton>
        )}
      </Box>
      <LinearProgress
        variant="determinate"
        color={data?.usedUp ? 'error' : 'primary'}
        value={Math.min(100, (100 * spent) / most)}
        aria-label={budget.name}
      />
    </Box>
  )
}

function NewBudget({ close }: { close: () => void }) {
  const t = useWords()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [dollars, setDollars] = useState('')
  const [period, setPeriod] = useState<Schemas['BudgetPeriod']>('month')
  const [hardStop, setHardStop] = useState(false)
  const cents = Math.round(Number(dollars) * 100)
  const create = useMutation({
    mutationFn: () => answered(api.POST('/v1/model-budgets', { body: { name, amountCents: cents, period, hardStop } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['model-budgets'] })
      close()
    },
  })
  return (
    <Dialog open onClose={close} fullWidth maxWidth="xs" aria-labelledby="new-budget">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <DialogTitle id="new-budget">{t('budgets.create')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <TextField
              autoFocus
              required
              label={t('cards.name')}
              value={name}
              onChange={(e) => setName(e.target.value)}
            />
            <TextField
              required
              label={t('runs.budget')}
              value={dollars}
              error={dollars !== '' && !(cents > 0)}
              onChange={(event) => setDollars(event.target.value)}
              slotProps={{ htmlInput: { inputMode: 'decimal' } }}
            />
            <TextField
              select
              label={t('budgets.period')}
              value={period}
              onChange={(event) => setPeriod(event.target.value as Schemas['BudgetPeriod'])}
            >
              <MenuItem value="day">{t('budgets.perDay')}</MenuItem>
              <MenuItem value="month">{t('budgets.perMonth')}</MenuItem>
            </TextField>
            <FormControlLabel
              control={<Checkbox checked={hardStop} onChange={(event) => setHardStop(event.target.checked)} />}
              label={t('budgets.hardStop')}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" loading={create.isPending} disabled={!name.trim() || !(cents > 0)}>
            {t('create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
