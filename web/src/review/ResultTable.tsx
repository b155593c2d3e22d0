import FileDownloadOutlined from '@mui/icons-material/FileDownloadOutlined'
import {
  Button,
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
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useMay } from '../shared/access'
import { answered, api, listed } from '../shared/api/client'
import { Confirm } from '../shared/layout/Confirm'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { ResultRow } from './ResultRow'
import { type Column, ordered, scorePercent, taken } from './ranking'
import { csvOf, download } from './table'
import { useWords } from './words'

const COLUMNS: Column[] = ['candidate', 'status', 'score', 'taken', 'submitted']

const ROW_HEIGHT = 57

/** An assessment's attempts, to sort, to export and to release; only rows in view are drawn. */
export function ResultTable({ assessmentId }: { assessmentId: string }) {
  const t = useWords()
  const may = useMay()
  const queries = useQueryClient()
  const [column, setColumn] = useState<Column>('score')
  const [ascending, setAscending] = useState(false)
  const [releasing, setReleasing] = useState(false)
  const scroller = useRef<HTMLDivElement>(null)
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
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = attempts
  // Only when all are there is the best the best, and an export everything.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const items = useMemo(() => attempts.data?.pages.flatMap((page) => page.items) ?? [], [attempts.data])
  const rows = useMemo(() => ordered(items, column, ascending), [items, column, ascending])
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  })
  const inView = list.getVirtualItems()
  if (attempts.error) return <Failure problem={attempts.error} again={attempts.refetch} />
  if (!attempts.data) return <Loading />
  if (items.length === 0) return <Empty title={t('results.none')} text={t('results.noneText')} />
  const count = items.length
  const told = hasNextPage ? t('results.reading', { count }) : t('results.count', { count })
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
        <Button startIcon={<FileDownloadOutlined />} onClick={save} disabled={hasNextPage}>
          {t('results.export')}
        </Button>
        <Typography variant="body2" role="status" sx={{ color: 'text.secondary' }}>
          {release.isSuccess ? t('results.releasing') : told}
        </Typography>
      </Stack>
      <TableContainer
        ref={scroller}
        component={Paper}
        variant="outlined"
        tabIndex={0}
        aria-label={t('results.title')}
        // What is focused is never below the heading that stays.
        sx={{ maxHeight: '75vh', scrollPaddingTop: 48 }}
      >
        <Table size="small" stickyHeader aria-label={t('results.title')} aria-rowcount={rows.length + 1}>
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
            <Gap height={inView[0]?.start ?? 0} />
            {inView.map(({ index }) => {
              const attempt = rows[index]
              return attempt && <ResultRow key={attempt.id} attempt={attempt} place={index} ref={list.measureElement} />
            })}
            <Gap height={list.getTotalSize() - (inView.at(-1)?.end ?? 0)} />
          </TableBody>
        </Table>
      </TableContainer>
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

/** The room of rows that are not drawn. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <TableRow aria-hidden>
      <TableCell colSpan={COLUMNS.length} style={{ height, padding: 0, border: 0 }} />
    </TableRow>
  )
}
