import { Autocomplete, Box, MenuItem, Paper, Stack, TextField, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useWords } from '../words'
import type { Draft, Labels } from './content'

const DIFFICULTIES = ['easy', 'medium', 'hard'] as const

/** A part of the editor, with a heading. */
export function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <Paper variant="outlined" component="section" aria-label={title} sx={{ p: 2 }}>
      <Typography variant="h2">{title}</Typography>
      {hint && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {hint}
        </Typography>
      )}
      <Stack spacing={2} sx={{ mt: 2 }}>
        {children}
      </Stack>
    </Paper>
  )
}

/** What every question has: title, task and labels. */
export function Basics({ draft, write }: { draft: Draft; write: (draft: Draft) => void }) {
  const t = useWords()
  const { content, labels } = draft
  const label = (change: Partial<Labels>) => write({ ...draft, labels: { ...labels, ...change } })
  return (
    <Part title={t('edit.basics')}>
      <TextField
        required
        label={t('edit.title')}
        value={content.title}
        onChange={({ target }) => write({ ...draft, content: { ...content, title: target.value } })}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <TextField
        required
        multiline
        minRows={6}
        maxRows={20}
        label={t('edit.prompt')}
        helperText={t('edit.promptHint')}
        value={content.prompt}
        onChange={({ target }) => write({ ...draft, content: { ...content, prompt: target.value } })}
        slotProps={{ htmlInput: { maxLength: 50_000 } }}
      />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))' }}>
        <TextField
          select
          label={t('edit.difficulty')}
          value={labels.difficulty ?? ''}
          onChange={({ target }) => label({ difficulty: (target.value as Labels['difficulty']) || null })}
        >
          <MenuItem value="">{t('edit.noDifficulty')}</MenuItem>
          {DIFFICULTIES.map((each) => (
            <MenuItem key={each} value={each}>
              {t(`difficulty.${each}`)}
            </MenuItem>
          ))}
        </TextField>
        <Words name={t('edit.tags')} words={labels.tags} write={(tags) => label({ tags })} />
        <Words name={t('edit.skills')} words={labels.skills} write={(skills) => label({ skills })} />
      </Box>
    </Part>
  )
}

/** A few short words. */
export function Words({ name, words, write }: { name: string; words: string[]; write: (words: string[]) => void }) {
  const t = useWords()
  const cleaned = (typed: string[]) =>
    [...new Set(typed.flatMap((each) => each.split(/[,;]/)).map((each) => each.trim().slice(0, 40)))].filter(Boolean)
  return (
    <Autocomplete
      multiple
      freeSolo
      autoSelect
      options={[] as string[]}
      value={words}
      onChange={(_, typed) => write(cleaned(typed).slice(0, 20))}
      renderInput={(props) => <TextField {...props} label={name} helperText={t('edit.labelsHint')} />}
    />
  )
}
