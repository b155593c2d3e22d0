import CancelOutlined from '@mui/icons-material/CancelOutlined'
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined'
import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Skeleton,
  Stack,
  Typography,
} from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { answered, api } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { LongText } from '../shared/layout/LongText'
import { modelName, type Run } from './runs'
import { useWords } from './words'

/** What a model was asked and answered in one try, and what was asserted of it. */
export function ResultDialog({ run, resultId, close }: { run: Run; resultId: string; close: () => void }) {
  const t = useWords()
  const { milliseconds, nanos, number } = useFormats()
  const path = { runId: run.id, resultId }
  const { data, error } = useQuery({
    queryKey: ['result', run.id, resultId],
    queryFn: () => answered(api.GET('/v1/suite-runs/{runId}/results/{resultId}', { params: { path } })),
  })
  const history = useQuery({
    queryKey: ['result-history', run.id, resultId],
    queryFn: () => answered(api.GET('/v1/suite-runs/{runId}/results/{resultId}/history', { params: { path } })),
  })
  const target = data && run.targets[data.target]
  const result = data?.result
  return (
    <Dialog open onClose={close} fullWidth maxWidth="md" aria-labelledby="case-result">
      <DialogTitle id="case-result">
        {data ? `${data.caseNumber}. ${data.description || t('runs.case')}` : t('runs.case')}
      </DialogTitle>
      <DialogContent>
        {error && <Alert severity="error">{error.message}</Alert>}
        {!result && !error && <Skeleton variant="rounded" height={240} />}
        {result && (
          <Stack spacing={2}>
            <Typography sx={{ color: 'text.secondary' }}>
              {[
                target && modelName(target),
                result.latencyMs !== null && result.latencyMs !== undefined && milliseconds(result.latencyMs),
                t('runs.tokenCount', {
                  count: number((result.tokens?.prompt ?? 0) + (result.tokens?.completion ?? 0)),
                }),
                result.costNanos !== null && result.costNanos !== undefined && nanos(result.costNanos),
                result.cached && t('runs.cached'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Typography>
            {result.error && <Alert severity="warning">{result.error.message}</Alert>}
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {(result.assertions ?? []).map((assertion, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: assertions have no other name
                <Box component="li" key={place} sx={{ display: 'flex', gap: 1, py: 0.5 }}>
                  {assertion.passed ? (
                    <CheckCircleOutlined color="success" titleAccess={t('outcome.passed')} />
                  ) : (
                    <CancelOutlined color="error" titleAccess={t('outcome.failed')} />
                  )}
                  <Box sx={{ overflowWrap: 'anywhere', minWidth: 0 }}>
                    <strong>{assertion.type}</strong> {assertion.error ?? assertion.reason}
                  </Box>
                </Box>
              ))}
            </Box>
            <LongText title={t('runs.output')}>{result.output ?? ''}</LongText>
            <LongText title={t('runs.prompt')}>{result.prompt ?? ''}</LongText>
            {history.data && history.data.tries > 1 && (
              <Typography>
                {t('runs.history', { passed: history.data.passed, tries: history.data.tries })}
                {history.data.flaky && ` ${t('runs.isFlaky')}`}
              </Typography>
            )}
          </Stack>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('close')}</Button>
      </DialogActions>
    </Dialog>
  )
}
