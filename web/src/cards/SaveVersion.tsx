import { Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { answered, api } from '../shared/api/client'
import { type Card, useCardChange } from './cards'
import { useWords } from './words'

/** Freeze the draft as the card's next version. */
export function SaveVersion({ card, open, close }: { card: Card; open: boolean; close: () => void }) {
  const t = useWords()
  const [note, setNote] = useState('')
  const save = useCardChange(
    card.id,
    () => answered(api.POST('/v1/cards/{cardId}/versions', { params: { path: { cardId: card.id } }, body: { note } })),
    () => {
      setNote('')
      close()
    },
  )
  return (
    <Dialog open={open} onClose={close} fullWidth maxWidth="xs" aria-labelledby="save-version">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <DialogTitle id="save-version">{t('versions.saveTitle', { number: card.versions + 1 })}</DialogTitle>
        <DialogContent>
          <Typography gutterBottom>{t('versions.saveText')}</Typography>
          <TextField
            autoFocus
            fullWidth
            margin="dense"
            label={t('versions.note')}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" loading={save.isPending}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
