import { Paper, Table, TableBody, TableCell, TableContainer, TableRow, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { answered, api } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { useFormats } from '../shared/format'
import { useTranslate } from '../shared/i18n'
import { Appeal } from './Appeal'

/** One's own result where it is shown, question by question where that is, and what can be said against it. */
export function OwnResult({ attemptId }: { attemptId: string }) {
  const t = useTranslate()
  const { time } = useFormats()
  const { data, error } = useQuery({
    queryKey: ['my-result', attemptId],
    queryFn: () => answered(api.GET('/v1/attempts/{attemptId}/my-result', { params: { path: { attemptId } } })),
    refetchInterval: ({ state }) => (isBeingScored(state.error) ? 3000 : false),
  })
  return (
    <Paper variant="outlined" component="section" sx={{ p: 3 }} aria-live="polite">
      <Typography variant="h2" gutterBottom>
        {t('after.result')}
      </Typography>
      {error && <Typography>{isNotShown(error) ? t('after.notShown') : error.message}</Typography>}
      {data && <Typography>{t('after.points', { points: data.points, most: data.maxPoints })}</Typography>}
      {data?.questions && data.appealsUntil && (
        <Typography sx={{ color: 'text.secondary' }}>{t('appeal.until', { at: time(data.appealsUntil) })}</Typography>
      )}
      {data?.questions && (
        <TableContainer>
          <Table size="small" aria-label={t('after.result')}>
            <TableBody>
              {data.questions.map((each) => (
                <TableRow key={each.questionId}>
                  <TableCell component="th" scope="row">
                    {each.title}
                  </TableCell>
                  <TableCell>{t('after.points', { points: each.points, most: each.maxPoints })}</TableCell>
                  <TableCell>
                    <Appeal result={data} question={each} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
    </Paper>
  )
}

const isNotShown = (problem: unknown) => problem instanceof Problem && problem.code === 'result_not_shown'
const isBeingScored = (problem: unknown) => problem instanceof Problem && problem.code === 'attempt_not_scored'
