import { Box, Button, Stack, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api, type Schemas } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import { useDates } from '../calendar'
import { useRefresh } from '../data'
import { dayText } from '../days'
import { Section } from '../Section'
import { useWords } from '../words'
import { EditMilestone } from './EditMilestone'

type Milestone = Schemas['MilestoneView']

/** What is to be reached by when, and what was. */
export function Milestones({ projectId, milestones }: { projectId: string; milestones: Milestone[] }) {
  const t = useWords()
  const mayPlan = useMay()('projects:update')
  const locale = language((state) => state.locale)
  const dates = useDates()
  const refresh = useRefresh(projectId)
  const [edited, setEdited] = useState<Milestone | null>(null)
  const params = (milestoneId: string) => ({ path: { projectId, milestoneId } })
  const reach = useMutation({
    mutationFn: ({ id, reachedAt }: Milestone) =>
      answered(
        api.PATCH('/v1/projects/{projectId}/milestones/{milestoneId}', {
          params: params(id),
          body: { reached: reachedAt === null },
        }),
      ),
    onSuccess: refresh,
  })
  const remove = useMutation({
    mutationFn: (id: string) =>
      answered(api.DELETE('/v1/projects/{projectId}/milestones/{milestoneId}', { params: params(id) })),
    onSuccess: refresh,
  })
  if (milestones.length === 0) return null
  return (
    <Section title={t('milestones.title')}>
      <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={t('milestones.title')}>
        <Table size="small" aria-label={t('milestones.title')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('milestone.name')}</TableCell>
              <TableCell>{t('milestone.dueOn')}</TableCell>
              <TableCell>{t('milestones.reached')}</TableCell>
              {mayPlan && <TableCell />}
            </TableRow>
          </TableHead>
          <TableBody>
            {milestones.map((milestone) => (
              <TableRow key={milestone.id}>
                <TableCell component="th" scope="row">
                  {milestone.name}
                </TableCell>
                <TableCell>{dayText(milestone.dueOn, locale)}</TableCell>
                <TableCell>{milestone.reachedAt ? dates.date(milestone.reachedAt) : '–'}</TableCell>
                {mayPlan && (
                  <TableCell align="right">
                    <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
                      <Button size="small" disabled={reach.isPending} onClick={() => reach.mutate(milestone)}>
                        {t(milestone.reachedAt ? 'milestones.open' : 'milestones.reach')}
                      </Button>
                      <Button size="small" onClick={() => setEdited(milestone)}>
                        {t('edit')}
                      </Button>
                      <ConfirmButton
                        size="small"
                        color="error"
                        disabled={remove.isPending}
                        question={t('milestones.deleteTitle', { name: milestone.name })}
                        text={t('milestones.deleteText')}
                        act={() => remove.mutate(milestone.id)}
                      >
                        {t('delete')}
                      </ConfirmButton>
                    </Stack>
                  </TableCell>
                )}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
      {edited && <EditMilestone projectId={projectId} milestone={edited} close={() => setEdited(null)} />}
    </Section>
  )
}
