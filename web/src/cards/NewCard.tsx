import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { answered, api } from '../shared/api/client'
import { type Content, variable } from './draft'
import { useWords } from './words'

/** Make a card with a prompt to start from, and go to its editor. */
export function NewCard({ open, close }: { open: boolean; close: () => void }) {
  const t = useWords()
  const go = useNavigate()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const create = useMutation({
    mutationFn: (content: Content) => answered(api.POST('/v1/cards', { body: { content } })),
    onSuccess: async (card) => {
      await queries.invalidateQueries({ queryKey: ['cards'] })
      go(`/cards/${card.id}`)
    },
  })
  const start: Content = {
    name,
    description,
    prompt: {
      kind: 'chat',
      messages: [
        { role: 'system', template: t('new.system') },
        { role: 'user', template: '{{question}}' },
      ],
    },
    variables: [variable('question')],
    provider: null,
    tags: [],
  }
  return (
    <Dialog open={open} onClose={close} fullWidth maxWidth="sm" aria-labelledby="new-card">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate(start)
        }}
      >
        <DialogTitle id="new-card">{t('cards.create')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <TextField
              autoFocus
              required
              label={t('cards.name')}
              value={name}
              onChange={(e) => setName(e.target.value)}
            />
            <TextField
              multiline
              minRows={2}
              label={t('editor.description')}
              value={description}
              onChange={(e) => setDescription(e.target.value)}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" loading={create.isPending} disabled={!name.trim()}>
            {t('create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
