import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { AssertionFields } from './AssertionFields'
import type { Assertion } from './cases'
import { useWords } from './words'

interface Props {
  number: number
  assertions: Assertion[]
  change: (assertions: Assertion[]) => void
  close: () => void
}

/** What is asserted of a case's output. */
export function AssertionsDialog({ number, assertions, change, close }: Props) {
  const t = useWords()
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="case-assertions">
      <DialogTitle id="case-assertions">{t('sets.assertionsOf', { number })}</DialogTitle>
      <DialogContent>
        <Typography gutterBottom sx={{ color: 'text.secondary' }}>
          {t('sets.assertionsHelp')}
        </Typography>
        <AssertionFields assertions={assertions} change={change} />
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={close}>
          {t('done')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
