import { Button, Stack, Typography } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useMay } from '../../shared/access'
import { answered, api } from '../../shared/api/client'
import { Confirm } from '../../shared/layout/Confirm'
import { useInside, useRefresh } from '../data'
import { Section } from '../Section'
import { useWords } from '../words'

/** Put the project away, take it out again, or delete it. */
export function Away() {
  const t = useWords()
  const may = useMay()
  const { project } = useInside()
  const refresh = useRefresh(project.id)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [deleting, setDeleting] = useState(false)
  const params = { path: { projectId: project.id } }
  const isArchived = project.status === 'archived'
  const changed = () => {
    refresh()
    queries.invalidateQueries({ queryKey: ['projects'] })
  }
  const put = useMutation({
    mutationFn: () =>
      answered(
        isArchived
          ? api.POST('/v1/projects/{projectId}/restore', { params })
          : api.POST('/v1/projects/{projectId}/archive', { params }),
      ),
    onSuccess: changed,
  })
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE('/v1/projects/{projectId}', { params })),
    onSuccess: () => {
      navigate('/projects')
      queries.invalidateQueries({ queryKey: ['projects'] })
    },
    onError: () => setDeleting(false),
  })
  return (
    <Section title={t('away.title')}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t(isArchived ? 'away.archived' : 'away.text')}
      </Typography>
      <Stack direction="row" spacing={2} useFlexGap sx={{ flexWrap: 'wrap' }}>
        {(!isArchived || may('projects:write')) && (
          <Button variant="outlined" disabled={put.isPending} onClick={() => put.mutate()}>
            {t(isArchived ? 'away.restore' : 'away.archive')}
          </Button>
        )}
        {may('projects:write') && (
          <Button color="error" onClick={() => setDeleting(true)}>
            {t('away.delete')}
          </Button>
        )}
      </Stack>
      {deleting && (
        <Confirm
          title={t('away.deleteTitle', { name: project.name })}
          text={t('away.deleteText')}
          action={t('delete')}
          pending={remove.isPending}
          destructive
          confirm={() => remove.mutate()}
          close={() => setDeleting(false)}
        />
      )}
    </Section>
  )
}
