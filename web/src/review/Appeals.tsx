import { Button, Chip, Link, Paper, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { useMay } from '../shared/access'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { useTimes } from './times'
import { useWords } from './words'

type Appeal = Schemas['AppealView']

/** What candidates disagree with, the open appeals first. */
export function Appeals() {
  const t = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['appeals'],
    queryFn: () => listed(api.GET('/v1/appeals', { params: { query: { limit: 100 } } })),
  })
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  if (data.items.length === 0) return <Empty title={t('appeals.none')} text={t('appeals.noneText')} />
  const order = (appeal: Appeal) => (appeal.status === 'open' ? 0 : 1)
  const appeals = [...data.items].sort((one, other) => order(one) - order(other))
  return (
    <Stack spacing={1.5}>
      {appeals.map((each) => (
        <OneAppeal key={each.id} appeal={each} />
      ))}
    </Stack>
  )
}

function OneAppeal({ appeal }: { appeal: Appeal }) {
  const t = useWords()
  const may = useMay()
  const { date } = useTimes()
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Stack spacing={1}>
        <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
          <Typography variant="h3" sx={{ flexGrow: 1 }}>
            {appeal.title}
          </Typography>
          <Chip
            size="small"
            color={appeal.status === 'open' ? 'warning' : 'default'}
            variant="outlined"
            label={t(`appeal.${appeal.status}`)}
          />
        </Stack>
        <Typography dir="auto" sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {appeal.text}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('appeal.line', { date: date(appeal.filedAt), points: Number(appeal.points) })}{' '}
          <Link component={RouterLink} to={`/attempts/${appeal.attemptId}`}>
            {t('appeal.report')}
          </Link>
        </Typography>
        {appeal.reason && <Typography variant="body2">{t('appeal.decided', { reason: appeal.reason })}</Typography>}
        {appeal.status === 'open' && may('gradings:manage') && <Decide appeal={appeal} />}
      </Stack>
    </Paper>
  )
}

function Decide({ appeal }: { appeal: Appeal }) {
  const t = useWords()
  const queries = useQueryClient()
  const [points, setPoints] = useState('')
  const [reason, setReason] = useState('')
  const decide = useMutation({
    mutationFn: (upheld: boolean) => {
      const params = { path: { attemptId: appeal.attemptId, questionId: appeal.questionId } }
      const body = { points: upheld ? points : null, reason }
      return answered(api.POST('/v1/attempts/{attemptId}/questions/{questionId}/appeal/decide', { params, body }))
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['appeals'] }),
  })
  return (
    <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', alignItems: 'start' }}>
      <TextField
        size="small"
        required
        label={t('appeal.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        sx={{ flex: '1 1 240px' }}
      />
      <TextField
        size="small"
        type="number"
        label={t('appeal.points')}
        value={points}
        onChange={(event) => setPoints(event.target.value)}
        sx={{ width: 140 }}
      />
      <Button
        variant="contained"
        disabled={!reason.trim() || points === ''}
        loading={decide.isPending}
        onClick={() => decide.mutate(true)}
      >
        {t('appeal.uphold')}
      </Button>
      <Button disabled={!reason.trim() || decide.isPending} onClick={() => decide.mutate(false)}>
        {t('appeal.reject')}
      </Button>
    </Stack>
  )
}
