import { Alert, Button, Chip, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, listed } from '../shared/api/client'
import { Empty } from '../shared/layout/Empty'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { useLive } from '../shared/useLive'
import { AssessmentChoice, useChosen } from './AssessmentChoice'
import { ExtendDialog } from './ExtendDialog'
import { RunningCard } from './RunningCard'
import { type RunDocument, type Running, runningOf, type StatusDocument } from './running'
import { SignalsDrawer } from './SignalsDrawer'
import { useWords } from './words'

const DAY = 24 * 3600 * 1000
const MOST = 200
/** As many values as one of Firestore's queries may name. */
const MOST_FOLLOWED = 30

/** The attempts that run now, as they change. */
export function Live() {
  const t = useWords()
  const [assessmentId, choose] = useChosen()
  const [now, setNow] = useState(() => Date.now())
  const [extended, setExtended] = useState<Running | null>(null)
  const [watched, setWatched] = useState<Running | null>(null)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const { documents, hearing } = useLive<StatusDocument>('attemptStatus', 'today', ({ where, orderBy, limit }) => [
    where('startedAt', '>=', new Date(Date.now() - DAY)),
    orderBy('startedAt', 'desc'),
    limit(MOST),
  ])
  const statuses = documents.filter((each) => !assessmentId || each.assessmentId === assessmentId)
  const followed = statuses.filter(({ status }) => status === 'open').slice(0, MOST_FOLLOWED)
  const ids = followed.map(({ id }) => id).sort()
  const { documents: runs } = useLive<RunDocument>(ids.length ? 'runProgress' : '', ids.join(), ({ where }) => [
    where('purpose', '==', 'practice'),
    where('subjectId', 'in', ids),
  ])
  const known = documents.map(({ id }) => id).sort()
  const attempts = useQuery({
    queryKey: ['attempts', 'names', known.join()],
    queryFn: () => listed(api.GET('/v1/attempts', { params: { query: { limit: 100 } } })),
    placeholderData: (before) => before,
  })
  const names = new Map(attempts.data?.items.map(({ id, candidateName }) => [id, candidateName]))
  const rows = runningOf(statuses, runs, names)
  const open = rows.filter(({ isOver }) => !isOver)
  return (
    <Page title={t('live.title')} about={<Typography>{t('live.about')}</Typography>}>
      <Stack direction="row" sx={{ gap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
        <AssessmentChoice value={assessmentId} choose={choose} all />
        {hearing === 'live' && (
          <Chip role="status" color="success" variant="outlined" label={t('live.count', { count: open.length })} />
        )}
      </Stack>
      {hearing === 'off' && (
        <Alert
          severity="info"
          action={
            <Button color="inherit" size="small" onClick={() => location.reload()}>
              {t('live.reload')}
            </Button>
          }
        >
          {t('live.off')}
        </Alert>
      )}
      {hearing === 'waiting' && <Loading />}
      {hearing === 'live' && rows.length === 0 && <Empty title={t('live.none')} text={t('live.noneText')} />}
      <Stack spacing={1.5} component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }} aria-label={t('live.title')}>
        {rows.map((row) => (
          <RunningCard key={row.id} row={row} now={now} extend={() => setExtended(row)} watch={() => setWatched(row)} />
        ))}
      </Stack>
      {extended && <ExtendDialog attempt={extended} close={() => setExtended(null)} />}
      {watched && <SignalsDrawer attempt={watched} close={() => setWatched(null)} />}
    </Page>
  )
}
