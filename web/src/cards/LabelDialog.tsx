import { Autocomplete, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { useState } from 'react'
import { answered, api } from '../shared/api/client'
import { type Card, useCardChange } from './cards'
import { useWords } from './words'

/** Put a label on a version, and so take it from where it was when this was opened. */
export function LabelDialog({ card, number, close }: { card: Card; number: number; close: () => void }) {
  const t = useWords()
  const [label, setLabel] = useState('production')
  const move = useCardChange(
    card.id,
    () =>
      answered(
        api.PUT('/v1/cards/{cardId}/labels/{label}', {
          params: { path: { cardId: card.id, label } },
          body: { version: number, expected: card.labels[label] ?? null },
        }),
      ),
    close,
  )
  return (
    <Dialog open onClose={close} fullWidth maxWidth="xs" aria-labelledby="label-version">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          move.mutate()
        }}
      >
        <DialogTitle id="label-version">{t('versions.labelTitle', { number })}</DialogTitle>
        <DialogContent>
          <Autocomplete
            freeSolo
            options={[...new Set(['production', 'staging', ...Object.keys(card.labels)])]}
            inputValue={label}
            onInputChange={(_, typed) => setLabel(typed)}
            renderInput={(params) => <TextField {...params} margin="dense" label={t('versions.labelName')} />}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" loading={move.isPending} disabled={!label}>
            {t('versions.label')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
