import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material'
import { type ReactNode, useId } from 'react'
import { useTranslate } from '../i18n'

/** A question before what can't be undone by the next click, or what others notice. */
export function Confirm({
  open = true,
  title,
  text,
  action,
  destructive = false,
  pending = false,
  confirm,
  close,
  children,
}: {
  open?: boolean
  title: string
  text: string
  action: ReactNode
  destructive?: boolean
  pending?: boolean
  confirm: () => void
  close: () => void
  children?: ReactNode
}) {
  const t = useTranslate()
  const id = useId()
  return (
    <Dialog open={open} onClose={close} aria-labelledby={id} aria-describedby={`${id}text`} fullWidth maxWidth="xs">
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        <DialogContentText id={`${id}text`} sx={{ mb: children ? 2 : 0 }}>
          {text}
        </DialogContentText>
        {children}
      </DialogContent>
      <DialogActions>
        <Button autoFocus={destructive} onClick={close}>
          {t('confirm.cancel')}
        </Button>
        <Button variant="contained" color={destructive ? 'error' : 'primary'} loading={pending} onClick={confirm}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
