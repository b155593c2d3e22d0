import { Box, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { answered, api } from '../../shared/api/client'
import { Problem } from '../../shared/api/problem'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { useAllTasks, useInside } from '../data'
import { Figure } from '../Figure'
import { useWords } from '../words'

/** How much later than in a baseline the project and its tasks are now planned. */
export function Variance({ baselineId }: { baselineId: string }) {
  const t = useWords()
  const projectId = useInside().project.id
  const tasks = useAllTasks(projectId)
  const compared = useQuery({
    queryKey: ['project', projectId, 'variance', baselineId],
    queryFn: async () => {
      const params = { path: { projectId, baselineId } }
      try {
        return await answered(api.GET('/v1/projects/{projectId}/baselines/{baselineId}/variance', { params }))
      } catch (problem) {
        if (problem instanceof Problem && problem.status === 404) return null
        throw problem
      }
    },
  })
  if (compared.error) return <Failure problem={compared.error} again={compared.refetch} />
  if (compared.data === undefined) return <Loading />
  if (compared.data === null) return <Typography variant="body2">{t('variance.unplanned')}</Typography>
  const { finishMinutes, differing, added, removed } = compared.data
  const titles = new Map(tasks.data?.map(({ id, title }) => [id, title]))
  const shift = (minutes: number) => {
    if (minutes === 0) return t('variance.same')
    const hours = Math.round(Math.abs(minutes) / 6) / 10
    return t(minutes > 0 ? 'variance.later' : 'variance.earlier', { hours })
  }
  return (
    <Stack spacing={2}>
      <Typography variant="h3">{t('variance.title')}</Typography>
      <Stack direction="row" spacing={4} useFlexGap sx={{ flexWrap: 'wrap' }}>
        <Figure name={t('variance.finish')} value={shift(finishMinutes)} />
        <Figure name={t('variance.differing')} value={differing} />
        {added > 0 && <Figure name={t('variance.added')} value={added} />}
        {removed > 0 && <Figure name={t('variance.removed')} value={removed} />}
      </Stack>
      {differing === 0 && <Typography variant="body2">{t('variance.none')}</Typography>}
      {differing > 0 && (
        <Box sx={{ overflow: 'auto', maxHeight: 420 }} tabIndex={0} role="group" aria-label={t('variance.title')}>
          <Table size="small" aria-label={t('variance.title')}>
            <TableHead>
              <TableRow>
                <TableCell>{t('task.title')}</TableCell>
                <TableCell align="right">{t('variance.start')}</TableCell>
                <TableCell align="right">{t('variance.end')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {compared.data.tasks.map(({ taskId, startMinutes, finishMinutes }) => (
                <TableRow key={taskId}>
                  <TableCell component="th" scope="row">
                    {titles.get(taskId) ?? '–'}
                  </TableCell>
                  <TableCell align="right">{shift(startMinutes)}</TableCell>
                  <TableCell align="right">{shift(finishMinutes)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
    </Stack>
  )
}
