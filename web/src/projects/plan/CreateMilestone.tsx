import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answered, api } from '../../shared/api/client'
import { useRefresh } from '../data'
import { useWords } from '../words'

/** Ask for a day by which something is to be reached. */
export function CreateMilestone({ projectId, close }: { projectId: string; close(): void }) {
  const t = useWords()
  const refresh = useRefresh(projectId)
  const [name, setName] = useState('')
  const [dueOn, setDueOn] = useState('')
  const create = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/projects/{projectId}/milestones', { params: { path: { projectId } }, body: { name, dueOn } }),
      ),
    onSuccess: () => {
      refresh()
      close()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="xs" aria-labelledby="create-milestone">
      <form onSubmit={submit}>
        <DialogTitle id="create-milestone">{t('milestone.create')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <TextField
              autoFocus
              required
              label={t('milestone.name')}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <TextField
              required
              type="date"
              label={t('milestone.dueOn')}
              value={dueOn}
              onChange={(event) => setDueOn(event.target.value)}
              slotProps={{ inputLabel: { shrink: true } }}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" disabled={create.isPending}>
            {t('create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
