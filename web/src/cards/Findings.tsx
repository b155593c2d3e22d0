import { Alert, Box, Button, Chip, Stack } from '@mui/material'
import { useState } from 'react'
import { useMay } from '../shared/access'
import type { Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { AllowInjection } from './AllowInjection'
import type { FoundInjection } from './found'
import { useWords } from './words'

const COLOURS = { low: 'default', medium: 'warning', high: 'error' } as const

/** What a scan found; `sourceOf` returns the text to allow for a finding, or null where it is not known. */
export function Findings({
  report,
  clean,
  sourceOf,
}: {
  report: Schemas['ScanReport']
  clean: string
  sourceOf: (found: FoundInjection) => string | null
}) {
  const t = useWords()
  const { number } = useFormats()
  return (
    <Stack spacing={2}>
      {report.findings.length === 0 && <Alert severity="success">{clean}</Alert>}
      {report.findings.length > 0 && (
        <Stack spacing={2} component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {report.findings.map((found) => (
            <Found
              key={`${found.pointer} ${found.rule} ${found.start} ${found.end}`}
              found={found}
              source={sourceOf(found)}
            />
          ))}
        </Stack>
      )}
      {report.allowed > 0 && <Alert severity="info">{t('allow.left', { count: number(report.allowed) })}</Alert>}
      {!report.complete && <Alert severity="info">{t('review.incomplete')}</Alert>}
    </Stack>
  )
}

function Found({ found, source }: { found: FoundInjection; source: string | null }) {
  const t = useWords()
  const may = useMay()
  const [allowing, setAllowing] = useState(false)
  return (
    <Box component="li" sx={{ borderLeft: 3, borderColor: 'divider', pl: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Chip size="small" color={COLOURS[found.severity]} label={t(`severity.${found.severity}`)} />
        <Box sx={{ flex: '1 1 220px' }}>{found.explanation}</Box>
        {source !== null && may('cards:publish') && (
          <Button size="small" onClick={() => setAllowing(true)}>
            {t('allow.act')}
          </Button>
        )}
      </Box>
      <Box component="blockquote" dir="auto" sx={{ m: 0, mt: 1, color: 'text.secondary', overflowWrap: 'anywhere' }}>
        “{found.excerpt}”
      </Box>
      {allowing && source !== null && <AllowInjection text={source} close={() => setAllowing(false)} />}
    </Box>
  )
}
