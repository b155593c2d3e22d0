import AddOutlined from '@mui/icons-material/AddOutlined'
import {
  Box,
  Button,
  Chip,
  Link,
  Menu,
  MenuItem,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from '@mui/material'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link as RouterLink, useSearchParams } from 'react-router'
import { useMay } from '../../shared/access'
import { api, listed, type Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { Page } from '../../shared/layout/Page'
import { StatusChip } from '../parts/Chips'
import { useWords } from '../words'
import { KINDS, kindOf } from './content'
import { ExportQuestions, ImportQuestions } from './Exchange'
import { type Filters, filtersOf, QuestionFilters } from './QuestionFilters'

/** Ask for the questions that fit: those found by words the best first, all others the newest first. */
export function useQuestions({ q, ...filters }: Filters) {
  return useInfiniteQuery({
    queryKey: ['questions', 'list', q, filters],
    queryFn: ({ pageParam }) => {
      const query = { limit: 50, ...filters, ...(pageParam ? { cursor: pageParam } : {}) }
      return listed(
        q
          ? api.GET('/v1/search/questions', { params: { query: { ...query, q } } })
          : api.GET('/v1/questions', { params: { query } }),
      )
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  })
}

/** The bank of questions. */
export function Questions() {
  const t = useWords()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const filters = filtersOf(params)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useQuestions(filters)
  if (error) return <Failure problem={error} again={refetch} />
  const questions = data?.pages.flatMap(({ items }) => items)
  const isFiltered = Object.keys(filters).length > 0
  return (
    <Page
      title={t('bank.title')}
      about={t('bank.about')}
      actions={
        may('questions:write') && (
          <>
            <ImportQuestions />
            <ExportQuestions filters={filters} />
            <NewQuestion />
          </>
        )
      }
    >
      {(isFiltered || questions?.length !== 0) && (
        <QuestionFilters filters={filters} choose={(chosen) => setParams({ ...chosen }, { replace: true })} />
      )}
      {!questions && <Loading />}
      {questions?.length === 0 && !isFiltered && (
        <Empty
          title={t('bank.emptyTitle')}
          text={t('bank.emptyText')}
          action={may('questions:write') && <NewQuestion />}
        />
      )}
      {questions?.length === 0 && isFiltered && (
        <Empty
          title={t('bank.noneTitle')}
          text={t('bank.noneText')}
          action={<Button onClick={() => setParams({}, { replace: true })}>{t('bank.clear')}</Button>}
        />
      )}
      {questions && questions.length > 0 && <List questions={questions} />}
      {hasNextPage && (
        <Button onClick={() => fetchNextPage()} disabled={isFetchingNextPage} sx={{ alignSelf: 'center' }}>
          {t('do.loadMore')}
        </Button>
      )}
    </Page>
  )
}

function NewQuestion() {
  const t = useWords()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <Button
        variant="contained"
        startIcon={<AddOutlined />}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        {t('bank.new')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {KINDS.map((kind) => (
          <MenuItem key={kind} component={RouterLink} to={`/questions/new/${kind}`}>
            {t(`kind.${kind}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}

function List({ questions }: { questions: Schemas['QuestionSummary'][] }) {
  const t = useWords()
  const { date } = useFormats()
  const wide = { display: { xs: 'none', md: 'table-cell' } }
  return (
    <Paper variant="outlined">
      <Table aria-label={t('bank.title')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('bank.name')}</TableCell>
            <TableCell sx={wide}>{t('bank.kind')}</TableCell>
            <TableCell>{t('bank.status')}</TableCell>
            <TableCell sx={wide}>{t('bank.difficulty')}</TableCell>
            <TableCell sx={wide}>{t('bank.labels')}</TableCell>
            <TableCell sx={wide}>{t('bank.changed')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {questions.map(({ id, kind, title, labels, languages, status, publishedVersion, updatedAt }) => (
            <TableRow key={id} hover>
              <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
                <Link component={RouterLink} to={`/questions/${id}`} sx={{ fontWeight: 550 }}>
                  {title}
                </Link>
              </TableCell>
              <TableCell sx={wide}>{t(`kind.${kindOf(kind, languages)}`)}</TableCell>
              <TableCell>
                <Stack spacing={0.5} sx={{ alignItems: 'start' }}>
                  <StatusChip status={status} />
                  {publishedVersion > 0 && (
                    <Box sx={{ typography: 'caption' }}>{t('bank.version', { version: publishedVersion })}</Box>
                  )}
                </Stack>
              </TableCell>
              <TableCell sx={wide}>{labels.difficulty && t(`difficulty.${labels.difficulty}`)}</TableCell>
              <TableCell sx={wide}>
                <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 0.5 }}>
                  {[...new Set([...labels.tags, ...labels.skills])].map((label) => (
                    <Chip key={label} size="small" label={label} />
                  ))}
                </Stack>
              </TableCell>
              <TableCell sx={wide}>{date(updatedAt)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Paper>
  )
}
