import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack } from '@mui/material'
import { type FormEvent, type ReactNode, useId } from 'react'
import { useTranslate } from '../i18n'

/** A few fields over the page; the form stays open until what it asks for has happened. */
export function FormDialog({
  title,
  submit,
  open,
  busy,
  ready = true,
  close,
  act,
  children,
}: {
  title: string
  submit: string
  open: boolean
  busy: boolean
  ready?: boolean
  close: () => void
  act: () => void
  children: ReactNode
}) {
  const t = useTranslate()
  const heading = useId()
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    act()
  }
  return (
    <Dialog open={open} onClose={close} aria-labelledby={heading} fullWidth maxWidth="sm">
      {/* The fields scroll, and the buttons stay in sight. */}
      <Box component="form" onSubmit={submitted} sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <DialogTitle id={heading}>{title}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            {children}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('confirm.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!ready} loading={busy}>
            {submit}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  )
}
