import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useId, useState } from 'react'
import { useWords } from './words'

/** Something that is shown this once: it can be copied, and is gone when the dialog closes. */
export function Secret({
  title,
  secret,
  about,
  close,
}: {
  title: string
  secret: string | null
  about?: string
  close: () => void
}) {
  const t = useWords()
  const heading = useId()
  const [copied, setCopied] = useState('')
  const copy = async () => {
    if (!secret) return
    await navigator.clipboard.writeText(secret)
    setCopied(secret)
  }
  return (
    <Dialog open={secret !== null} aria-labelledby={heading} fullWidth maxWidth="sm">
      <DialogTitle id={heading}>{title}</DialogTitle>
      <DialogContent>
        <Alert severity="warning">{t('secret.once')}</Alert>
        <Box
          component="code"
          data-testid="secret"
          sx={{ display: 'block', mt: 2, p: 1.5, borderRadius: 1, bgcolor: 'action.hover', overflowWrap: 'anywhere' }}
        >
          {secret}
        </Box>
        {about && <Typography sx={{ mt: 2, overflowWrap: 'anywhere' }}>{about}</Typography>}
      </DialogContent>
      <DialogActions>
        <Button onClick={copy}>{t(copied === secret ? 'secret.copied' : 'secret.copy')}</Button>
        <Button variant="contained" onClick={close}>
          {t('secret.done')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
