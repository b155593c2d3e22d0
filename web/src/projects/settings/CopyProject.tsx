import { Button, Link, Stack, TextField, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { answered, api } from '../../shared/api/client'
import { useOperation } from '../../shared/operation'
import { useInside } from '../data'
import { Progress } from '../Progress'
import { Section } from '../Section'
import { useWords } from '../words'

/** Make another project of this one's plan. */
export function CopyProject() {
  const t = useWords()
  const { project } = useInside()
  const [name, setName] = useState(t('copy.of', { name: project.name }))
  const [startOn, setStartOn] = useState(project.startOn ?? '')
  const copy = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/projects/{projectId}/copies', {
          params: { path: { projectId: project.id } },
          body: { name, startOn: startOn || null },
        }),
      ),
  })
  const operation = useOperation(copy.data?.id ?? null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    copy.mutate()
  }
  const isBusy = copy.isPending || (operation.data !== undefined && !operation.data.finishedAt)
  return (
    <Section title={t('copy.title')}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('copy.text')}
      </Typography>
      <Stack component="form" direction={{ xs: 'column', sm: 'row' }} spacing={2} onSubmit={submit}>
        <TextField
          required
          size="small"
          label={t('copy.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          sx={{ flexGrow: 1, maxWidth: { sm: 360 } }}
        />
        <TextField
          size="small"
          type="date"
          label={t('project.startOn')}
          value={startOn}
          slotProps={{ inputLabel: { shrink: true } }}
          onChange={(event) => setStartOn(event.target.value)}
        />
        <Button type="submit" variant="outlined" disabled={isBusy || !name.trim()}>
          {t('copy.make')}
        </Button>
      </Stack>
      {operation.data && (
        <Progress operation={operation.data}>
          {t('copy.done')}{' '}
          <Link component={RouterLink} to={`/projects/${operation.data.subjectId}`}>
            {t('copy.open')}
          </Link>
        </Progress>
      )}
    </Section>
  )
}
