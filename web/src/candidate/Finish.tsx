import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../shared/api/client'
import { useTranslate } from '../shared/i18n'
import type { Desk } from './desk'

/** Handing in: what is answered is summed up, and nothing unsent is left behind. */
export function Finish({
  desk,
  written,
  all,
  finished,
}: {
  desk: Desk
  written: number
  all: number
  finished: () => void
}) {
  const t = useTranslate()
  const [asks, setAsks] = useState(false)
  const finish = useMutation({
    mutationFn: async () => {
      await desk.autosave.flush()
      if (!desk.autosave.isSaved) return false
      await desk.recorder.flush()
      const attemptId = desk.attempt.id
      await answered(api.POST('/v1/attempts/{attemptId}/finish', { params: { path: { attemptId } } }))
      return true
    },
    onSuccess: (isIn) => isIn && finished(),
  })
  return (
    <>
      <Button size="small" variant="contained" onClick={() => setAsks(true)}>
        {t('sitting.finish')}
      </Button>
      <Dialog open={asks} onClose={() => setAsks(false)} aria-labelledby="finish-title">
        <DialogTitle id="finish-title">{t('finish.title')}</DialogTitle>
        <DialogContent>
          <Typography>{t('finish.summary', { answered: written, all })}</Typography>
          {finish.data === false && <Alert severity="warning">{t('finish.unsent')}</Alert>}
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setAsks(false)}>{t('finish.cancel')}</Button>
          <Button variant="contained" onClick={() => finish.mutate()} disabled={finish.isPending}>
            {t('finish.confirm')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  )
}
