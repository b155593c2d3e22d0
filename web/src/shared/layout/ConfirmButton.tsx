import { Button, type ButtonProps, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useId, useState } from 'react'
import { useTranslate } from '../i18n'

/** A button that asks before it does something that is hard to take back. */
export function ConfirmButton({
  children,
  question,
  text,
  act,
  ...button
}: Omit<ButtonProps, 'onClick'> & { question: string; text: string; act: () => void }) {
  const t = useTranslate()
  const title = useId()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button {...button} onClick={() => setAsking(true)}>
        {children}
      </Button>
      <Dialog open={asking} onClose={() => setAsking(false)} aria-labelledby={title}>
        <DialogTitle id={title}>{question}</DialogTitle>
        <DialogContent>
          <Typography>{text}</Typography>
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setAsking(false)}>{t('confirm.cancel')}</Button>
          <Button
            variant="contained"
            color="error"
            onClick={() => {
              setAsking(false)
              act()
            }}
          >
            {children}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  )
}
