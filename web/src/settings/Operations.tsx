import { Button, Chip, LinearProgress, Stack, TableCell, TableRow, Typography } from '@mui/material'
import { useMay } from '../shared/access'
import { spoken, useAct } from '../shared/acts'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { Empty } from '../shared/layout/Empty'
import { Page } from '../shared/layout/Page'
import { Rows } from '../shared/layout/Rows'
import { usePages } from '../shared/pages'
import { useNames } from './names'
import { useWords, words } from './words'

type Operation = Schemas['OperationSummary']

const AGAIN = 5000
const COLOURS = {
  pending: 'default',
  running: 'info',
  succeeded: 'success',
  failed: 'error',
  cancelled: 'default',
} as const

/** Work that goes on by itself: imports, exports, runs; how far it is, stopped, tried again. */
export function Operations() {
  const t = useWords()
  const operations = usePages(
    ['operations'],
    (cursor) => listed(api.GET('/v1/operations', { params: { query: { limit: 25, cursor } } })),
    { refetchInterval: AGAIN },
  )
  return (
    <Page title={t('operations.title')} about={t('operations.about')}>
      <Rows
        name={t('operations.title')}
        list={operations}
        head={[t('operations.what'), t('operations.status'), t('operations.progress'), t('act.actions')]}
        row={(each) => <OperationRow key={each.id} operation={each} />}
        empty={<Empty title={t('operations.none')} text={t('operations.noneText')} />}
      />
    </Page>
  )
}

function OperationRow({ operation }: { operation: Operation }) {
  const t = useWords()
  const { time, number } = useFormats()
  const nameOf = useNames()
  const mayWrite = useMay()('operations:write')
  const params = { path: { operationId: operation.id } }
  const cancel = useAct(() => answered(api.POST('/v1/operations/{operationId}/cancel', { params })), 'operations')
  const retry = useAct(() => answered(api.POST('/v1/operations/{operationId}/retry', { params })), 'operations')
  const { done = 0, total } = operation.progress
  const isUnderWay = operation.status === 'pending' || operation.status === 'running'
  const key = `operation.${operation.kind}`
  const name = isNamed(key) ? t(key) : spoken(operation.kind)
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {name.slice(0, 1).toUpperCase() + name.slice(1)}
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {nameOf(operation.createdBy)}, {time(operation.createdAt)}
        </Typography>
      </TableCell>
      <TableCell>
        <Chip
          size="small"
          variant="outlined"
          color={COLOURS[operation.status]}
          label={t(`operations.${operation.status}`)}
        />
      </TableCell>
      <TableCell sx={{ minWidth: 180 }}>
        <Stack spacing={0.5}>
          {isUnderWay && (
            <LinearProgress
              aria-label={t('operations.progress')}
              variant={total ? 'determinate' : 'indeterminate'}
              value={total ? (done / total) * 100 : 0}
            />
          )}
          {(total || done > 0) && (
            <span>{total ? t('operations.of', { done: number(done), total: number(total) }) : number(done)}</span>
          )}
          {operation.error && <Typography color="error">{operation.error.message}</Typography>}
        </Stack>
      </TableCell>
      <TableCell>
        {mayWrite && isUnderWay && (
          <ConfirmButton
            size="small"
            question={t('operations.cancelQuestion')}
            text={t('operations.cancelText')}
            act={() => cancel.mutate()}
          >
            {t('operations.cancel')}
          </ConfirmButton>
        )}
        {mayWrite && operation.status === 'failed' && operation.retryable && (
          <Button size="small" onClick={() => retry.mutate()} loading={retry.isPending}>
            {t('operations.retry')}
          </Button>
        )}
      </TableCell>
    </TableRow>
  )
}

function isNamed(key: string): key is keyof typeof words.en {
  return key in words.en
}
