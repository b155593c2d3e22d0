import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { answered, api } from '../shared/api/client'
import { Choice } from './Choice'
import { CURRENCIES, smallest } from './money'
import { useWords } from './words'

/** Ask what a project is, and make it. */
export function CreateProject({ close }: { close(): void }) {
  const t = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [written, setWritten] = useState({
    name: '',
    description: '',
    startOn: '',
    endOn: '',
    budget: '',
    currency: 'EUR',
  })
  const [key] = useState(() => crypto.randomUUID())
  const { name, description, startOn, endOn, budget, currency } = written
  const create = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/projects', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            name,
            description,
            startOn: startOn || null,
            endOn: endOn || null,
            budget: budget ? { amount: smallest(Number(budget), currency), currency } : null,
          },
        }),
      ),
    onSuccess: (project) => {
      queries.invalidateQueries({ queryKey: ['projects'] })
      navigate(`/projects/${project.id}`)
    },
  })
  const write = (change: Partial<typeof written>) => setWritten({ ...written, ...change })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  const early = startOn !== '' && endOn !== '' && endOn < startOn
  const shrink = { inputLabel: { shrink: true } }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="create-project">
      <form onSubmit={submit}>
        <DialogTitle id="create-project">{t('projects.create')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <TextField
              autoFocus
              required
              label={t('project.name')}
              value={name}
              onChange={(event) => write({ name: event.target.value })}
            />
            <TextField
              multiline
              minRows={2}
              label={t('project.description')}
              value={description}
              onChange={(event) => write({ description: event.target.value })}
            />
            <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
              <TextField
                fullWidth
                type="date"
                label={t('project.startOn')}
                value={startOn}
                slotProps={shrink}
                onChange={(event) => write({ startOn: event.target.value })}
              />
              <TextField
                fullWidth
                type="date"
                label={t('project.endOn')}
                value={endOn}
                error={early}
                helperText={early ? t('project.endsEarly') : ' '}
                slotProps={shrink}
                onChange={(event) => write({ endOn: event.target.value })}
              />
            </Stack>
            <Stack direction="row" spacing={2}>
              <TextField
                fullWidth
                size="small"
                type="number"
                label={t('project.budget')}
                value={budget}
                slotProps={{ ...shrink, htmlInput: { min: 0, step: 'any' } }}
                onChange={(event) => write({ budget: event.target.value })}
              />
              <Choice
                label={t('project.currency')}
                value={currency}
                options={CURRENCIES.map((value) => ({ value, name: value }))}
                choose={(value) => write({ currency: value })}
                sx={{ minWidth: 110 }}
              />
            </Stack>
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" disabled={create.isPending || early || !name.trim()}>
            {t('create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
