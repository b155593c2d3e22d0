import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answered, api, type Schemas } from '../../shared/api/client'
import { useRefresh } from '../data'
import { useWords } from '../words'

interface Props {
  projectId: string
  /** The one that changes; a new one is made where there is none. */
  milestone?: Schemas['MilestoneView']
  close(): void
}

/** Ask for a day by which something is to be reached. */
export function EditMilestone({ projectId, milestone, close }: Props) {
  const t = useWords()
  const refresh = useRefresh(projectId)
  const [name, setName] = useState(milestone?.name ?? '')
  const [dueOn, setDueOn] = useState(milestone?.dueOn ?? '')
  const save = useMutation({
    mutationFn: () => {
      const [path, body] = [{ projectId }, { name, dueOn }]
      return answered(
        milestone
          ? api.PATCH('/v1/projects/{projectId}/milestones/{milestoneId}', {
              params: { path: { ...path, milestoneId: milestone.id } },
              body,
            })
          : api.POST('/v1/projects/{projectId}/milestones', { params: { path }, body }),
      )
    },
    onSuccess: () => {
      refresh()
      close()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="xs" aria-labelledby="edit-milestone">
      <form onSubmit={submit}>
        <DialogTitle id="edit-milestone">{t(milestone ? 'milestone.edit' : 'milestone.create')}</DialogTitle>
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
          <Button type="submit" variant="contained" disabled={save.isPending}>
            {t(milestone ? 'save' : 'create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
