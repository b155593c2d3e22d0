import { Alert, Button, Link, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useAct } from '../shared/acts'
import { answered, api } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { Section } from './Section'
import { useWords } from './words'

const AGAIN = 3000

/** All that is kept about oneself here, written to a file. */
export function OwnData() {
  const t = useWords()
  const ask = useAct(() => answered(api.POST('/v1/personal-data-exports')))
  const exportId = ask.data?.id ?? ''
  const link = useQuery({
    queryKey: ['personal-data-export', exportId],
    queryFn: () => answered(api.GET('/v1/personal-data-exports/{exportId}', { params: { path: { exportId } } })),
    enabled: exportId !== '',
    refetchInterval: ({ state }) => (isBeingWritten(state.error) ? AGAIN : false),
  })
  const failed = link.error && !isBeingWritten(link.error)
  return (
    <Section title={t('ownData.title')} text={t('ownData.text')}>
      {!exportId && (
        <Button variant="outlined" loading={ask.isPending} onClick={() => ask.mutate()}>
          {t('ownData.ask')}
        </Button>
      )}
      {exportId && !link.data && !failed && <Typography role="status">{t('ownData.writing')}</Typography>}
      {failed && <Alert severity="error">{link.error.message}</Alert>}
      {link.data && (
        <Alert severity="success">
          <Link href={link.data.url}>{t('ownData.download')}</Link>
        </Alert>
      )}
    </Section>
  )
}

const isBeingWritten = (problem: unknown) => problem instanceof Problem && problem.code === 'file_not_written'
