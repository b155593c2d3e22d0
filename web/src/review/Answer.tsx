import { Alert, Box, Button, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import type { Schemas } from '../shared/api/client'
import { useWords } from './words'

export type Response = Schemas['AnswerView']['response']

/** Return the text of an answer that has one. */
export function textOf(response: Response): string | null {
  if (response.kind === 'coding') return response.source
  if (response.kind === 'free_text') return response.text
  return null
}

/** What somebody answered, whatever the question's kind. */
export function Answer({ response, file }: { response: Response; file?: () => Promise<string> }) {
  const t = useWords()
  const open = useMutation({
    mutationFn: file ?? (async () => ''),
    onSuccess: (url) => window.open(url, '_blank', 'noopener'),
  })
  const text = textOf(response)
  if (response.kind === 'multiple_choice') return <Typography>{response.chosen.join(', ') || '–'}</Typography>
  if (response.kind === 'numeric') return <Typography>{response.value || '–'}</Typography>
  if (text === null) {
    return file ? (
      <Button onClick={() => open.mutate()} loading={open.isPending}>
        {t('answer.file')}
      </Button>
    ) : (
      <Alert severity="info">{t('answer.isFile')}</Alert>
    )
  }
  return <Source text={text} label={t('answer.title')} program={response.kind === 'coding'} />
}

/** A text with its lines numbered; `marked` lines are highlighted. */
export function Source({
  text,
  label,
  program = true,
  marked,
}: {
  text: string
  label: string
  program?: boolean
  marked?: (line: number) => boolean
}) {
  return (
    <Box
      component="pre"
      tabIndex={0}
      aria-label={label}
      role="region"
      sx={{
        m: 0,
        py: 1,
        maxHeight: 480,
        overflow: 'auto',
        bgcolor: 'action.hover',
        borderRadius: 1,
        fontSize: '0.85rem',
        fontFamily: program ? 'ui-monospace, Menlo, Consolas, monospace' : 'inherit',
        whiteSpace: program ? 'pre' : 'pre-wrap',
        overflowWrap: program ? 'normal' : 'anywhere',
      }}
    >
      {text.split('\n').map((line, index) => (
        <Box
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          key={index}
          component="span"
          dir={program ? 'ltr' : 'auto'}
          data-marked={marked?.(index + 1) || undefined}
          sx={{
            display: 'block',
            px: 1,
            borderLeft: '4px solid transparent',
            '&[data-marked]': {
              borderLeftColor: 'warning.main',
              bgcolor: 'color-mix(in srgb, var(--mui-palette-warning-main) 16%, transparent)',
            },
          }}
        >
          {program && (
            <Box component="span" aria-hidden sx={{ display: 'inline-block', minWidth: 36, mr: 1, userSelect: 'none' }}>
              {index + 1}
            </Box>
          )}
          {line || ' '}
        </Box>
      ))}
    </Box>
  )
}
