import { Chip, Paper, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { answered, api } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { useWords } from '../words'

/** The tenant's assessments, newest first. */
export function Assessments() {
  const t = useWords()
  const locale = language((state) => state.locale)
  const { data, error, refetch } = useQuery({
    queryKey: ['assessments'],
    queryFn: () => answered(api.GET('/v1/assessments', { params: { query: { limit: 100 } } })),
  })
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  return (
    <>
      <Typography variant="h1" gutterBottom>
        {t('assessments.title')}
      </Typography>
      {data.length === 0 ? (
        <Typography>{t('assessments.none')}</Typography>
      ) : (
        <Paper variant="outlined">
          <Table aria-label={t('assessments.title')}>
            <TableHead>
              <TableRow>
                <TableCell>{t('assessments.name')}</TableCell>
                <TableCell>{t('assessments.status')}</TableCell>
                <TableCell align="right">{t('assessments.minutes')}</TableCell>
                <TableCell>{t('assessments.created')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {data.map((each) => (
                <TableRow key={each.id}>
                  <TableCell component="th" scope="row">
                    {each.title}
                  </TableCell>
                  <TableCell>
                    <Chip size="small" label={each.status} />
                  </TableCell>
                  <TableCell align="right">{each.timeLimitMinutes}</TableCell>
                  <TableCell>{new Date(each.createdAt).toLocaleDateString(locale)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Paper>
      )}
    </>
  )
}
