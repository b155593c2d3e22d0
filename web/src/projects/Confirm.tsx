import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material'
import { useWords } from './words'

interface Props {
  title: string
  text: string
  confirm: string
  busy: boolean
  act(): void
  close(): void
}

/** Ask before what can't be undone by the next click. */
export function Confirm({ title, text, confirm, busy, act, close }: Props) {
  const t = useWords()
  return (
    <Dialog open onClose={close} aria-labelledby="confirm-title" aria-describedby="confirm-text">
      <DialogTitle id="confirm-title">{title}</DialogTitle>
      <DialogContent>
        <DialogContentText id="confirm-text">{text}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button autoFocus onClick={close}>
          {t('cancel')}
        </Button>
        <Button color="error" variant="contained" disabled={busy} onClick={act}>
          {confirm}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
