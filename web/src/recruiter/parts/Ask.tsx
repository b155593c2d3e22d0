import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material'
import { useWords } from '../words'

interface Props {
  title: string
  text: string
  /** What is done: the words of the button that does it. */
  action: string
  danger?: boolean
  act: () => void
  close: () => void
}

/** Ask before something is done that can't be undone. */
export function Ask({ title, text, action, danger = false, act, close }: Props) {
  const t = useWords()
  const go = () => {
    close()
    act()
  }
  return (
    <Dialog open onClose={close} aria-labelledby="ask-title" aria-describedby="ask-text">
      <DialogTitle id="ask-title">{title}</DialogTitle>
      <DialogContent>
        <DialogContentText id="ask-text">{text}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('do.cancel')}</Button>
        <Button variant="contained" color={danger ? 'error' : 'primary'} onClick={go}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
