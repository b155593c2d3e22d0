import { Box, Paper, Stack, Tab, Tabs, Typography } from '@mui/material'
import { useState } from 'react'
import { ChoiceAnswer, NumericAnswer, TextAnswer } from '../../candidate/answers'
import type { Response } from '../../candidate/buffer'
import type { Schemas } from '../../shared/api/client'
import { languageTitle } from '../../shared/languages'
import { Markdown } from '../../shared/Markdown'
import { FILE_TYPES } from '../questions/fileTypes'
import { useWords } from '../words'

type Task = Schemas['Task']

/** A question as a candidate sees it; what is answered here goes nowhere. */
export function TaskPreview({ task }: { task: Task }) {
  const t = useWords()
  const [response, write] = useState<Response>()
  const parts = { question: task, response, write }
  return (
    <Paper variant="outlined" component="section" aria-label={task.title} sx={{ p: 2, minWidth: 0 }}>
      <Stack direction="row" sx={{ justifyContent: 'space-between', gap: 2 }}>
        <Typography variant="h3">{task.title}</Typography>
        {task.points && (
          <Typography sx={{ whiteSpace: 'nowrap' }}>{t('preview.points', { points: Number(task.points) })}</Typography>
        )}
      </Stack>
      <Markdown text={task.prompt} />
      {task.coding && <CodingPreview coding={task.coding} />}
      {task.kind === 'multiple_choice' && <ChoiceAnswer {...parts} />}
      {task.kind === 'numeric' && <NumericAnswer {...parts} />}
      {task.kind === 'free_text' && <TextAnswer {...parts} />}
      {task.file && <FilePreview file={task.file} />}
    </Paper>
  )
}

function CodingPreview({ coding }: { coding: NonNullable<Task['coding']> }) {
  const t = useWords()
  const [chosen, choose] = useState('')
  const language = coding.languages.includes(chosen) ? chosen : (coding.languages[0] ?? '')
  return (
    <Stack spacing={1}>
      <Tabs
        value={language || false}
        onChange={(_, name: string) => choose(name)}
        variant="scrollable"
        aria-label={t('preview.language')}
      >
        {coding.languages.map((name) => (
          <Tab key={name} value={name} label={languageTitle(name)} />
        ))}
      </Tabs>
      <Block name={t('preview.editor')} text={coding.starterCode[language] ?? ''} />
      {coding.visibleTests.length > 0 && <Typography variant="h3">{t('preview.tests')}</Typography>}
      {coding.visibleTests.map(({ id, input, expectedOutput }) => (
        <Box key={id} sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))' }}>
          <Block name={`${id}: ${t('tests.input')}`} text={input} />
          <Block name={`${id}: ${t('tests.expected')}`} text={expectedOutput} />
        </Box>
      ))}
    </Stack>
  )
}

function Block({ name, text }: { name: string; text: string }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {name}
      </Typography>
      <Box
        component="pre"
        tabIndex={0}
        aria-label={name}
        role="group"
        sx={{ m: 0, p: 1, minHeight: 36, maxHeight: 240, overflow: 'auto', bgcolor: 'action.hover', borderRadius: 1 }}
      >
        {text}
      </Box>
    </Box>
  )
}

function FilePreview({ file }: { file: NonNullable<Task['file']> }) {
  const t = useWords()
  const types = file.contentTypes.map((type) => FILE_TYPES[type] ?? type).join(', ')
  return <Typography>{t('preview.file', { types, size: Math.floor(file.maxBytes / 2 ** 20) || 1 })}</Typography>
}
