import { Alert, LinearProgress } from '@mui/material'
import { type Operation, percentOf } from '../../shared/operation'
import { useWords } from '../words'

const SEVERITIES = {
  pending: 'info',
  running: 'info',
  succeeded: 'success',
  failed: 'error',
  cancelled: 'warning',
} as const

/** How far a backup or a restore has come. */
export function OperationProgress({ operation }: { operation: Operation }) {
  const t = useWords()
  const percent = percentOf(operation)
  const isRestore = operation.kind === 'tenant_restore'
  return (
    <Alert severity={SEVERITIES[operation.status]} sx={{ '& .MuiAlert-message': { width: '100%' } }}>
      {t(isRestore ? `restore.${operation.status}` : `backup.${operation.status}`)}
      {operation.error && ` ${operation.error.message}`}
      {!operation.finishedAt && (
        <LinearProgress
          sx={{ mt: 1 }}
          aria-label={t('operations.progress')}
          variant={percent === null ? 'indeterminate' : 'determinate'}
          value={percent ?? 0}
        />
      )}
    </Alert>
  )
}
