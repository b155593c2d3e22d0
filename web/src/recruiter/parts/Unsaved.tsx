import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import { useWords } from '../words'

/** Ask before somebody leaves a page whose changes are not saved. */
export function Unsaved({ changed }: { changed: boolean }) {
  const t = useWords()
  const leaving = useBlocker(
    ({ currentLocation, nextLocation, historyAction }) =>
      changed && historyAction !== 'REPLACE' && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    if (!changed) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [changed])
  return (
    <Dialog open={leaving.state === 'blocked'} onClose={() => leaving.reset?.()} aria-labelledby="unsaved">
      <DialogTitle id="unsaved">{t('unsaved.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText>{t('unsaved.text')}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button color="error" onClick={() => leaving.proceed?.()}>
          {t('do.leave')}
        </Button>
        <Button variant="contained" onClick={() => leaving.reset?.()}>
          {t('do.stay')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
