import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material'
import type { ReactNode } from 'react'
import { useWords } from './words'

/** A question before something that can't be undone, or that others notice. */
export function Confirm({
  title,
  text,
  action,
  destructive = false,
  pending,
  confirm,
  close,
  children,
}: {
  title: string
  text: string
  action: string
  destructive?: boolean
  pending: boolean
  confirm: () => void
  close: () => void
  children?: ReactNode
}) {
  const t = useWords()
  return (
    <Dialog open onClose={close} aria-labelledby="confirm-title" fullWidth maxWidth="xs">
      <DialogTitle id="confirm-title">{title}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: children ? 2 : 0 }}>{text}</DialogContentText>
        {children}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('close')}</Button>
        <Button variant="contained" color={destructive ? 'error' : 'primary'} loading={pending} onClick={confirm}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
