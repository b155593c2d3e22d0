import FileDownloadOutlined from '@mui/icons-material/FileDownloadOutlined'
import {
  Box,
  Button,
  Chip,
  LinearProgress,
  Link,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TableSortLabel,
  Typography,
} from '@mui/material'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { useMay } from '../shared/access'
import { answered, api, listed } from '../shared/api/client'
import { Confirm } from '../shared/layout/Confirm'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { type Attempt, type Column, ordered, scorePercent, taken } from './ranking'
import { csvOf, download } from './table'
import { lengthOf, useTimes } from './times'
import { useWords } from './words'

const COLUMNS: Column[] = ['candidate', 'status', 'score', 'taken', 'submitted']

/** An assessment's attempts, to sort, to export and to release. */
export function ResultTable({ assessmentId }: { assessmentId: string }) {
  const t = useWords()
  const may = useMay()
  const queries = useQueryClient()
  const [column, setColumn] = useState<Column>('score')
  const [ascending, setAscending] = useState(false)
  const [releasing, setReleasing] = useState(false)
  const attempts = useInfiniteQuery({
    queryKey: ['attempts', assessmentId],
    queryFn: ({ pageParam }) =>
      listed(api.GET('/v1/attempts', { params: { query: { assessmentId, limit: 100, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  })
  const release = useMutation({
    mutationFn: () => {
      const params = { path: { assessmentId } }
      return answered(api.POST('/v1/assessments/{assessmentId}/release', { params, body: {} }))
    },
    onSettled: () => {
      setReleasing(false)
      queries.invalidateQueries({ queryKey: ['attempts', assessmentId] })
    },
  })
  if (attempts.error) return <Failure problem={attempts.error} again={attempts.refetch} />
  if (!attempts.data) return <Loading />
  const items = attempts.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <Empty title={t('results.none')} text={t('results.noneText')} />
  const rows = ordered(items, column, ascending)
  const save = () => {
    const lines = rows.map((each) => {
      const percent = scorePercent(each)
      const minutes = taken(each)
      return [
        each.candidateName,
        each.candidateEmail,
        t(`attempt.${each.status}`),
        each.points,
        each.maxPoints,
        percent === null ? null : percent.toFixed(1),
        minutes === null ? null : Math.round(minutes / 60_000),
        each.submittedAt,
      ]
    })
    const head = ['name', 'email', 'status', 'points', 'most', 'percent', 'minutes', 'submitted'] as const
    download('results.csv', csvOf([head.map((each) => t(`export.${each}`)), ...lines]))
  }
  const sort = (by: Column) => {
    setAscending(by === column ? !ascending : by === 'candidate')
    setColumn(by)
  }
  return (
    <Stack spacing={2}>
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
        {may('gradings:manage') && (
          <Button variant="contained" onClick={() => setReleasing(true)}>
            {t('results.release')}
          </Button>
        )}
        <Button startIcon={<FileDownloadOutlined />} onClick={save}>
          {t('results.export')}
        </Button>
        <Typography variant="body2" role="status" sx={{ color: 'text.secondary' }}>
          {release.isSuccess ? t('results.releasing') : t('results.count', { count: items.length })}
        </Typography>
      </Stack>
      <TableContainer component={Paper} variant="outlined" tabIndex={0} aria-label={t('results.title')}>
        <Table size="small" aria-label={t('results.title')}>
          <TableHead>
            <TableRow>
              {COLUMNS.map((each) => (
                <TableCell key={each} sortDirection={column === each && (ascending ? 'asc' : 'desc')}>
                  <TableSortLabel
                    active={column === each}
                    direction={ascending ? 'asc' : 'desc'}
                    onClick={() => sort(each)}
                  >
                    {t(`column.${each}`)}
                  </TableSortLabel>
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((each) => (
              <Row key={each.id} attempt={each} />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {attempts.hasNextPage && (
        <Button onClick={() => attempts.fetchNextPage()} loading={attempts.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
      {releasing && (
        <Confirm
          title={t('results.releaseTitle')}
          text={t('results.releaseText')}
          action={t('results.release')}
          pending={release.isPending}
          confirm={() => release.mutate()}
          close={() => setReleasing(false)}
        />
      )}
    </Stack>
  )
}

function Row({ attempt }: { attempt: Attempt }) {
  const t = useWords()
  const { moment } = useTimes()
  const percent = scorePercent(attempt)
  const length = taken(attempt)
  return (
    <TableRow hover>
      <TableCell component="th" scope="row">
        <Link component={RouterLink} to={`/attempts/${attempt.id}`} sx={{ fontWeight: 600 }}>
          {attempt.candidateName}
        </Link>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {attempt.candidateEmail}
        </Typography>
      </TableCell>
      <TableCell>
        <Stack direction="row" sx={{ gap: 0.5, flexWrap: 'wrap' }}>
          <Chip
            size="small"
            variant="outlined"
            color={attempt.status === 'scored' ? 'success' : 'default'}
            label={t(`attempt.${attempt.status}`)}
          />
          {attempt.releasedAt && <Chip size="small" variant="outlined" label={t('results.released')} />}
          {attempt.practice && <Chip size="small" variant="outlined" label={t('results.practice')} />}
        </Stack>
      </TableCell>
      <TableCell sx={{ minWidth: 140 }}>
        {percent === null ? (
          '–'
        ) : (
          <Box>
            <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums' }}>
              {t('points', { points: Number(attempt.points), most: Number(attempt.maxPoints) })}
            </Typography>
            <LinearProgress
              variant="determinate"
              value={percent}
              aria-label={t('results.scoreOf', { name: attempt.candidateName })}
              sx={{ height: 6, borderRadius: 1 }}
            />
          </Box>
        )}
      </TableCell>
      <TableCell sx={{ fontVariantNumeric: 'tabular-nums' }}>{length === null ? '–' : lengthOf(length)}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{attempt.submittedAt ? moment(attempt.submittedAt) : '–'}</TableCell>
    </TableRow>
  )
}
