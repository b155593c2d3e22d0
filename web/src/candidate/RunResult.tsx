import { Alert, Box, Chip, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { answered, api } from '../shared/api/client'
import { useTranslate } from '../shared/i18n'

/** What a practice run came to, asked for until it is there. */
export function RunResult({ attemptId, runId }: { attemptId: string; runId: string }) {
  const t = useTranslate()
  const { data, error } = useQuery({
    queryKey: ['run', runId],
    queryFn: () =>
      answered(api.GET('/v1/attempts/{attemptId}/runs/{runId}', { params: { path: { attemptId, runId } } })),
    refetchInterval: ({ state }) => (state.data?.result ? false : 1000),
  })
  const result = data?.result
  return (
    <Box component="section" aria-label={t('answer.results')} aria-live="polite">
      {error && <Alert severity="error">{error.message}</Alert>}
      {!result && !error && <Typography>{t('answer.running')}</Typography>}
      {result && (
        <Stack spacing={1}>
          <Typography variant="h3">{t('answer.verdict', { verdict: result.verdict })}</Typography>
          {result.compilerMessage && <Output name={t('answer.errors')} text={result.compilerMessage} />}
          {result.tests.map((each) => (
            <details key={each.id} open={each.verdict !== 'AC'}>
              <summary>
                <Chip
                  size="small"
                  label={each.verdict}
                  color={each.verdict === 'AC' ? 'success' : 'error'}
                  variant="outlined"
                />{' '}
                {each.id} · {each.cpuMs} ms {each.hint}
              </summary>
              <Output name={t('answer.input')} text={each.input} />
              <Output name={t('answer.expected')} text={each.expectedOutput} />
              <Output name={t('answer.output')} text={each.output} />
              {each.errorOutput && <Output name={t('answer.errors')} text={each.errorOutput} />}
            </details>
          ))}
        </Stack>
      )}
    </Box>
  )
}

function Output({ name, text }: { name: string; text: string }) {
  return (
    <Box sx={{ my: 0.5 }}>
      <Typography variant="body2">{name}</Typography>
      <Box
        component="pre"
        tabIndex={0}
        sx={{ m: 0, p: 1, maxHeight: 320, overflow: 'auto', bgcolor: 'action.hover', borderRadius: 1 }}
      >
        {text}
      </Box>
    </Box>
  )
}
