import { FormControlLabel, Switch, TextField } from '@mui/material'
import { useWords } from './words'

export interface WantedBudget {
  name: string
  amount: string
  hardStop: boolean
}

/** What can be changed about a budget; the amount is in dollars, as it is typed. */
export function BudgetFields({ wanted, change }: { wanted: WantedBudget; change: (wanted: WantedBudget) => void }) {
  const t = useWords()
  return (
    <>
      <TextField
        label={t('budgets.name')}
        required
        value={wanted.name}
        onChange={(event) => change({ ...wanted, name: event.target.value })}
      />
      <TextField
        label={t('budgets.dollars')}
        type="number"
        required
        value={wanted.amount}
        onChange={(event) => change({ ...wanted, amount: event.target.value })}
        slotProps={{ htmlInput: { min: 0.01, step: 0.01 } }}
      />
      <FormControlLabel
        control={
          <Switch
            checked={wanted.hardStop}
            onChange={(event) => change({ ...wanted, hardStop: event.target.checked })}
          />
        }
        label={t('budgets.stopText')}
      />
    </>
  )
}
