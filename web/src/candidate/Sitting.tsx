import { Alert, Button, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslate } from '../shared/i18n'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Shell } from '../shared/layout/Shell'
import { type Desk, sitDown } from './desk'
import { Room } from './Room'

/** A timed attempt in this tab. */
export function Sitting({ attemptId, ended }: { attemptId: string; ended: () => void }) {
  const t = useTranslate()
  const desk = useQuery({
    queryKey: ['desk', attemptId],
    queryFn: () => sitDown(attemptId),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const isOver = desk.data === null
  useEffect(() => {
    if (isOver) ended()
  }, [isOver, ended])
  if (desk.error) {
    return (
      <Shell>
        <Failure problem={desk.error} again={desk.refetch} />
      </Shell>
    )
  }
  if (!desk.data) {
    return (
      <Shell>
        <Loading />
      </Shell>
    )
  }
  const { autosave } = desk.data
  return (
    <Room
      key={autosave.seat.tabId}
      desk={desk.data}
      ended={ended}
      elsewhere={<Elsewhere takeOver={() => desk.refetch()} isBusy={desk.isFetching} />}
      keptAside={<KeptAside copies={desk.data.keptAside} />}
      title={t('sitting.questions')}
    />
  )
}

function Elsewhere({ takeOver, isBusy }: { takeOver: () => void; isBusy: boolean }) {
  const t = useTranslate()
  return (
    <Stack spacing={2} sx={{ maxWidth: 640, mx: 'auto' }}>
      <Typography variant="h1">{t('elsewhere.title')}</Typography>
      <Typography>{t('elsewhere.text')}</Typography>
      <Button variant="contained" onClick={takeOver} disabled={isBusy} sx={{ alignSelf: 'start' }}>
        {t('elsewhere.takeOver')}
      </Button>
    </Stack>
  )
}

function KeptAside({ copies }: { copies: Desk['keptAside'] }) {
  const t = useTranslate()
  if (copies.length === 0) return null
  return (
    <Alert severity="info">
      <details>
        <summary>{t('copies.title')}</summary>
        {copies.map(({ questionId, response, seat }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard
          <pre key={`${questionId} ${seat.tabId}`} tabIndex={0}>
            {'source' in response ? response.source : 'text' in response ? response.text : JSON.stringify(response)}
          </pre>
        ))}
      </details>
    </Alert>
  )
}
