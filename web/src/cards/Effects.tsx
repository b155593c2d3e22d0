import { Alert, Box, Button, Paper, Stack, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { answered, api } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { useOperation } from '../shared/operation'
import { effectsOf } from './effects'
import { IntervalChart } from './IntervalChart'
import type { Run } from './runs'
import { useWords } from './words'

/** Whether a run did better than another on the same cases: effects with intervals, model by model. */
export function Effects({ run, before }: { run: Run; before: string }) {
  const t = useWords()
  const { number } = useFormats()
  const params = { path: { runId: run.id } }
  const compare = useMutation({
    mutationFn: () => answered(api.POST('/v1/suite-runs/{runId}/version-comparison', { params, body: { before } })),
  })
  const { data: operation } = useOperation(compare.data?.id)
  const isWaiting = compare.isPending || (compare.data !== undefined && !operation?.finishedAt)
  const names = {
    passes: t('effects.passes'),
    score: t('effects.score'),
    now: t('effects.now'),
    before: t('effects.before'),
  }
  const found = operation?.status === 'succeeded' ? effectsOf(operation.result, names) : null
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Stack spacing={2}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <Box sx={{ flex: '1 1 240px' }}>
            <Typography variant="h2">{t('effects.title')}</Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t('effects.text')}
            </Typography>
          </Box>
          {!found && (
            <Button variant="outlined" loading={isWaiting} onClick={() => compare.mutate()}>
              {t('effects.reckon')}
            </Button>
          )}
        </Box>
        {operation?.status === 'failed' && (
          <Alert severity="warning">{t('effects.failed', { why: operation.error?.message ?? '' })}</Alert>
        )}
        {found?.map(({ model, comparisons, cases, errors, unpaired }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a model may be asked twice
          <Stack key={place} spacing={1}>
            <Typography variant="h3">{model}</Typography>
            <IntervalChart comparisons={comparisons} />
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t('effects.cases', {
                both: number(cases.both),
                before: number(cases.before),
                now: number(cases.now),
                neither: number(cases.neither),
              })}{' '}
              {errors + unpaired > 0 && t('effects.left', { errors: number(errors), unpaired: number(unpaired) })}
            </Typography>
          </Stack>
        ))}
      </Stack>
    </Paper>
  )
}
