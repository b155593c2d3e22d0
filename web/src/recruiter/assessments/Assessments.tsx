import AddOutlined from '@mui/icons-material/AddOutlined'
import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link,
  MenuItem,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
} from '@mui/material'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link as RouterLink, useNavigate, useSearchParams } from 'react-router'
import { useMay } from '../../shared/access'
import { answered, api, listed } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { Page } from '../../shared/layout/Page'
import { StatusChip } from '../parts/Chips'
import { useWords } from '../words'
import { type Assessment, NEW_SECTION, sumOf } from './plan'

const STATUSES = ['draft', 'active', 'archived'] as const

/** The tenant's assessments, newest first. */
export function Assessments() {
  const t = useWords()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const status = STATUSES.find((each) => each === params.get('status'))
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['assessments', 'list', status],
    queryFn: ({ pageParam }) => {
      const query = { limit: 50, ...(status ? { status } : {}), ...(pageParam ? { cursor: pageParam } : {}) }
      return listed(api.GET('/v1/assessments', { params: { query } }))
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  if (error) return <Failure problem={error} again={refetch} />
  const assessments = data?.pages.flatMap(({ items }) => items)
  const create = may('assessments:write') && <NewAssessment />
  return (
    <Page title={t('assessments.title')} about={t('assessments.about')} actions={create}>
      {(status || assessments?.length !== 0) && (
        <TextField
          select
          size="small"
          label={t('assessments.status')}
          value={status ?? ''}
          onChange={({ target }) => setParams(target.value ? { status: target.value } : {}, { replace: true })}
          sx={{ width: 200 }}
        >
          <MenuItem value="">{t('filter.all')}</MenuItem>
          {STATUSES.map((each) => (
            <MenuItem key={each} value={each}>
              {t(`status.${each}`)}
            </MenuItem>
          ))}
        </TextField>
      )}
      {!assessments && <Loading />}
      {assessments?.length === 0 && (
        <Empty
          title={t('assessments.emptyTitle')}
          text={t(status ? 'assessments.noneText' : 'assessments.emptyText')}
          action={!status && create}
        />
      )}
      {assessments && assessments.length > 0 && <List assessments={assessments} />}
      {hasNextPage && (
        <Button onClick={() => fetchNextPage()} disabled={isFetchingNextPage} sx={{ alignSelf: 'center' }}>
          {t('do.loadMore')}
        </Button>
      )}
    </Page>
  )
}

function List({ assessments }: { assessments: Assessment[] }) {
  const t = useWords()
  const { date } = useFormats()
  const wide = { display: { xs: 'none', sm: 'table-cell' } }
  return (
    <Paper variant="outlined">
      <Table aria-label={t('assessments.title')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('assessments.name')}</TableCell>
            <TableCell>{t('assessments.status')}</TableCell>
            <TableCell align="right" sx={wide}>
              {t('assessments.asked')}
            </TableCell>
            <TableCell align="right" sx={wide}>
              {t('assessments.minutes')}
            </TableCell>
            <TableCell sx={wide}>{t('assessments.created')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {assessments.map(({ id, title, status, sections, timeLimitMinutes, createdAt }) => (
            <TableRow key={id} hover>
              <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
                <Link component={RouterLink} to={`/assessments/${id}`} sx={{ fontWeight: 550 }}>
                  {title}
                </Link>
              </TableCell>
              <TableCell>
                <StatusChip status={status} />
              </TableCell>
              <TableCell align="right" sx={wide}>
                {sumOf(sections).asked}
              </TableCell>
              <TableCell align="right" sx={wide}>
                {timeLimitMinutes}
              </TableCell>
              <TableCell sx={wide}>{date(createdAt)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Paper>
  )
}

function NewAssessment() {
  const t = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState('')
  const [minutes, setMinutes] = useState('60')
  const create = useMutation({
    mutationFn: () => answered(api.POST('/v1/assessments', { body: begun(title, Number(minutes)) })),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['assessments'] })
      await navigate(`/assessments/${id}`)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <>
      <Button variant="contained" startIcon={<AddOutlined />} onClick={() => setOpen(true)}>
        {t('assessments.new')}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} fullWidth maxWidth="xs" aria-labelledby="new-assessment">
        <form onSubmit={submit}>
          <DialogTitle id="new-assessment">{t('assessments.new')}</DialogTitle>
          <DialogContent>
            <Stack spacing={2} sx={{ pt: 1 }}>
              <TextField
                required
                autoFocus
                label={t('set.title')}
                value={title}
                onChange={({ target }) => setTitle(target.value)}
                slotProps={{ htmlInput: { maxLength: 200 } }}
              />
              <TextField
                required
                type="number"
                label={t('set.minutes')}
                value={minutes}
                onChange={({ target }) => setMinutes(target.value)}
                slotProps={{ htmlInput: { min: 1, max: 1440 } }}
              />
            </Stack>
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setOpen(false)}>{t('do.cancel')}</Button>
            <Button type="submit" variant="contained" disabled={create.isPending}>
              {t('assessments.create')}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  )
}

/** Return what a new assessment begins with: one section, and the API's defaults. */
function begun(title: string, timeLimitMinutes: number) {
  return {
    title,
    timeLimitMinutes,
    description: '',
    instructions: '',
    category: '',
    difficulty: null,
    tags: [],
    sections: [NEW_SECTION],
    marking: { penalty: null, floor: 'none' as const, passingPercent: null },
    availability: null,
    retakes: { attempts: 1, waitHours: 0 },
    results: { shown: 'never' as const, detail: 'score' as const, appealDays: 0 },
    practice: false,
    recording: { activity: false, clipboard: false, devices: false, edits: false },
    pairMode: false,
  }
}
