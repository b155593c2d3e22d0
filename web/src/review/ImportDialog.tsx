import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  LinearProgress,
  Stack,
  Typography,
} from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { answered, api, type Schemas } from '../shared/api/client'
import { useOperation } from '../shared/operation'
import { upload } from '../shared/upload'
import { AssessmentChoice } from './AssessmentChoice'
import { useWords } from './words'

const OUTCOMES = ['invited', 'ready', 'already_invited', 'duplicate', 'invalid'] as const

/** Invite everybody in a table: tried without effect first, then for good. */
export function ImportDialog({ assessmentId: first, close }: { assessmentId: string; close: () => void }) {
  const t = useWords()
  const queries = useQueryClient()
  const [assessmentId, choose] = useState(first)
  const [file, setFile] = useState<File | null>(null)
  const [operationId, setOperationId] = useState('')
  const begin = useMutation({
    mutationFn: async ({ chosen, dryRun }: { chosen: File; dryRun: boolean }) => {
      const uploadId = await upload(chosen, 'candidate_import', 'text/csv')
      const body = { uploadId, dryRun }
      const params = { path: { assessmentId } }
      return answered(api.POST('/v1/assessments/{assessmentId}/candidate-imports', { params, body }))
    },
    onSuccess: ({ id }) => setOperationId(id),
  })
  const { data: operation } = useOperation(operationId)
  const over = operation?.finishedAt != null
  const tried = begin.variables?.dryRun === true
  const working = begin.isPending || (operationId !== '' && !over)
  useEffect(() => {
    if (over && !tried) queries.invalidateQueries({ queryKey: ['invitations'] })
  }, [over, tried, queries])
  const start = (dryRun: boolean) => {
    setOperationId('')
    if (file) begin.mutate({ chosen: file, dryRun })
  }
  return (
    <Dialog open onClose={close} aria-labelledby="import-title" fullWidth maxWidth="sm">
      <DialogTitle id="import-title">{t('import.title')}</DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1, alignItems: 'start' }}>
          <Typography>{t('import.text')}</Typography>
          <AssessmentChoice value={assessmentId} choose={choose} />
          <label>
            {t('import.file')}{' '}
            <input
              type="file"
              accept=".csv,.tsv,.txt,text/csv"
              disabled={working}
              onChange={(event) => {
                setFile(event.target.files?.[0] ?? null)
                setOperationId('')
              }}
            />
          </label>
          {working && <Progress operation={operation} />}
          {over && operation && <Outcome operation={operation} tried={tried} />}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('close')}</Button>
        <Button disabled={!file || !assessmentId || working} onClick={() => start(true)}>
          {t('import.try')}
        </Button>
        <Button
          variant="contained"
          disabled={!file || !assessmentId || working || (over && !tried)}
          onClick={() => start(false)}
        >
          {t('import.start')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function Progress({ operation }: { operation: Schemas['OperationView'] | undefined }) {
  const t = useWords()
  const { done = 0, total } = operation?.progress ?? {}
  return (
    <Stack spacing={0.5} sx={{ alignSelf: 'stretch' }}>
      <LinearProgress
        aria-label={t('import.progress')}
        variant={total ? 'determinate' : 'indeterminate'}
        value={total ? (done / total) * 100 : 0}
      />
      <Typography variant="body2" role="status">
        {total ? t('import.rows', { done, total }) : t('import.reading')}
      </Typography>
    </Stack>
  )
}

function Outcome({ operation, tried }: { operation: Schemas['OperationView']; tried: boolean }) {
  const t = useWords()
  const report = useMutation({
    mutationFn: () =>
      answered(api.GET('/v1/candidate-imports/{importId}/report', { params: { path: { importId: operation.id } } })),
    onSuccess: ({ url }) => window.open(url, '_blank', 'noopener'),
  })
  if (operation.status !== 'succeeded') {
    return <Alert severity="error">{operation.error?.message ?? t('import.stopped')}</Alert>
  }
  const { counts = {} } = (operation.result ?? {}) as { counts?: Record<string, number> }
  return (
    <Alert
      severity={(counts.invalid ?? 0) > 0 ? 'warning' : 'success'}
      sx={{ alignSelf: 'stretch' }}
      action={
        <Button color="inherit" size="small" loading={report.isPending} onClick={() => report.mutate()}>
          {t('import.report')}
        </Button>
      }
    >
      <strong>{t(tried ? 'import.tried' : 'import.done')}</strong>
      {OUTCOMES.filter((each) => (counts[each] ?? 0) > 0).map((each) => (
        <div key={each}>{t(`import.${each}`, { count: counts[each] ?? 0 })}</div>
      ))}
    </Alert>
  )
}
