import { Button, Stack, TextField } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answered, api, type Schemas } from '../../shared/api/client'
import { Choice } from '../Choice'
import { nameOf, useInside, useRefresh } from '../data'
import { CURRENCIES, inUnits, smallest } from '../money'
import { Section } from '../Section'
import { useWords } from '../words'

type Status = Schemas['ProjectStatus']
const STATUSES: Status[] = ['planned', 'active', 'on_hold', 'completed', 'cancelled']

/** Change what a project says of itself. */
export function EditProject() {
  const t = useWords()
  const { project, people } = useInside()
  const refresh = useRefresh(project.id)
  const queries = useQueryClient()
  const [written, setWritten] = useState({
    name: project.name,
    description: project.description,
    status: project.status,
    startOn: project.startOn ?? '',
    endOn: project.endOn ?? '',
    ownerId: project.ownerId,
    currency: project.budget?.currency ?? 'EUR',
    budget: project.budget ? String(inUnits(project.budget.amount, project.budget.currency ?? 'EUR')) : '',
  })
  const write = (change: Partial<typeof written>) => setWritten({ ...written, ...change })
  const { name, description, status, startOn, endOn, ownerId, budget, currency } = written
  const save = useMutation({
    mutationFn: () =>
      answered(
        api.PATCH('/v1/projects/{projectId}', {
          params: { path: { projectId: project.id } },
          body: {
            name,
            description,
            status,
            startOn: startOn || null,
            endOn: endOn || null,
            ownerId,
            budget: budget ? { amount: smallest(Number(budget), currency), currency } : null,
          },
        }),
      ),
    onSuccess: () => {
      refresh()
      queries.invalidateQueries({ queryKey: ['projects'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const early = startOn !== '' && endOn !== '' && endOn < startOn
  const shrink = { inputLabel: { shrink: true } }
  const row = { direction: { xs: 'column', sm: 'row' }, spacing: 2 } as const
  return (
    <Section title={t('settings.project')}>
      <Stack component="form" spacing={2} onSubmit={submit}>
        <TextField
          required
          size="small"
          label={t('project.name')}
          value={name}
          onChange={(event) => write({ name: event.target.value })}
        />
        <TextField
          multiline
          minRows={2}
          size="small"
          label={t('project.description')}
          value={description}
          onChange={(event) => write({ description: event.target.value })}
        />
        <Stack {...row}>
          <Choice
            label={t('projects.status')}
            value={status}
            options={STATUSES.map((value) => ({ value, name: t(`projectStatus.${value}`) }))}
            choose={(value) => write({ status: value as Status })}
            sx={{ flex: 1 }}
          />
          <Choice
            label={t('settings.owner')}
            value={ownerId}
            options={people.map(({ memberId }) => ({ value: memberId, name: nameOf(people, memberId) }))}
            choose={(value) => write({ ownerId: value })}
            sx={{ flex: 1 }}
          />
        </Stack>
        <Stack {...row}>
          <TextField
            fullWidth
            size="small"
            type="date"
            label={t('project.startOn')}
            value={startOn}
            slotProps={shrink}
            onChange={(event) => write({ startOn: event.target.value })}
          />
          <TextField
            fullWidth
            size="small"
            type="date"
            label={t('project.endOn')}
            value={endOn}
            error={early}
            helperText={early && t('project.endsEarly')}
            slotProps={shrink}
            onChange={(event) => write({ endOn: event.target.value })}
          />
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
            options={[...new Set([...CURRENCIES, currency])].map((value) => ({ value, name: value }))}
            choose={(value) => write({ currency: value })}
            sx={{ minWidth: 110 }}
          />
        </Stack>
        <Button
          type="submit"
          variant="contained"
          disabled={save.isPending || early || !name.trim()}
          sx={{ alignSelf: 'start' }}
        >
          {t('save')}
        </Button>
      </Stack>
    </Section>
  )
}
