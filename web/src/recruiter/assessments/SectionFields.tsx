import { useDroppable } from '@dnd-kit/core'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import ArrowDownwardOutlined from '@mui/icons-material/ArrowDownwardOutlined'
import ArrowUpwardOutlined from '@mui/icons-material/ArrowUpwardOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Box, Button, FormControlLabel, IconButton, Paper, Stack, Switch, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import type { Schemas } from '../../shared/api/client'
import { useWords } from '../words'
import { Picker } from './Picker'
import { PoolFields } from './PoolFields'
import type { Section } from './plan'
import { QuestionRow } from './QuestionRow'

interface Props {
  /** Counted from one. */
  number: number
  section: Section
  named: string[]
  summaries: Map<string, Schemas['QuestionSummary']> | undefined
  change: (section: Section) => void
  /** Missing where it is the only one. */
  remove: (() => void) | undefined
  swap: (step: -1 | 1) => void
  step: (questionId: string, step: -1 | 1) => void
}

/** A part of an assessment: its questions, its pools, its clock. */
export function SectionFields({ number, section, named, summaries, change, remove, swap, step }: Props) {
  const t = useWords()
  const [picking, setPicking] = useState<'questions' | 'pool' | null>(null)
  const { setNodeRef, isOver } = useDroppable({ id: `section ${number - 1}` })
  const { questions, pools } = section
  const ids = questions.map(({ questionId }) => questionId)
  const add = (chosen: string[]) => {
    change(
      picking === 'pool'
        ? { ...section, pools: [...pools, { draw: 1, questionIds: chosen, points: '10', penalty: null }] }
        : {
            ...section,
            questions: [...questions, ...chosen.map((questionId) => ({ questionId, points: '10', penalty: null }))],
          },
    )
    setPicking(null)
  }
  return (
    <Paper variant="outlined" component="section" aria-label={t('build.section', { number })} sx={{ p: 2 }}>
      <Stack spacing={2}>
        <Stack direction="row" sx={{ alignItems: 'center', gap: 1 }}>
          <Typography variant="h2" sx={{ flexGrow: 1 }}>
            {section.title || t('build.section', { number })}
          </Typography>
          {remove && (
            <Box sx={{ whiteSpace: 'nowrap' }}>
              <IconButton size="small" aria-label={t('build.sectionUp', { number })} onClick={() => swap(-1)}>
                <ArrowUpwardOutlined />
              </IconButton>
              <IconButton size="small" aria-label={t('build.sectionDown', { number })} onClick={() => swap(1)}>
                <ArrowDownwardOutlined />
              </IconButton>
              <IconButton size="small" aria-label={t('build.removeSection', { number })} onClick={remove}>
                <DeleteOutlined />
              </IconButton>
            </Box>
          )}
        </Stack>
        <Settings number={number} section={section} change={change} />
        <Box ref={setNodeRef} sx={{ minHeight: 48, borderRadius: 1, bgcolor: isOver ? 'action.hover' : 'transparent' }}>
          <SortableContext items={ids} strategy={verticalListSortingStrategy}>
            <Stack component="ol" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {questions.map((choice, place) => (
                <QuestionRow
                  key={choice.questionId}
                  choice={choice}
                  summary={summaries?.get(choice.questionId)}
                  change={(changed) => change({ ...section, questions: questions.with(place, changed) })}
                  remove={() => change({ ...section, questions: questions.filter((_, at) => at !== place) })}
                  step={(by) => step(choice.questionId, by)}
                />
              ))}
            </Stack>
          </SortableContext>
          {questions.length + pools.length === 0 && (
            <Typography sx={{ color: 'text.secondary', py: 1 }}>{t('build.sectionEmpty')}</Typography>
          )}
        </Box>
        {pools.map((pool, place) => (
          <PoolFields
            // biome-ignore lint/suspicious/noArrayIndexKey: a pool has nothing but its place to be known by
            key={place}
            number={place + 1}
            pool={pool}
            named={named}
            summaries={summaries}
            change={(changed) => change({ ...section, pools: pools.with(place, changed) })}
            remove={() => change({ ...section, pools: pools.filter((_, at) => at !== place) })}
          />
        ))}
        <Stack direction="row" spacing={1}>
          <Button variant="outlined" onClick={() => setPicking('questions')}>
            {t('build.addQuestions')}
          </Button>
          <Button onClick={() => setPicking('pool')}>{t('build.addPool')}</Button>
        </Stack>
      </Stack>
      {picking && <Picker named={named} add={add} close={() => setPicking(null)} />}
    </Paper>
  )
}

function Settings({ number, section, change }: Pick<Props, 'number' | 'section' | 'change'>) {
  const t = useWords()
  return (
    <>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '2fr 1fr' } }}>
        <TextField
          size="small"
          label={t('build.sectionTitle', { number })}
          value={section.title}
          onChange={({ target }) => change({ ...section, title: target.value })}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <TextField
          size="small"
          type="number"
          label={t('build.sectionLimit')}
          value={section.timeLimitMinutes ?? ''}
          onChange={({ target }) => change({ ...section, timeLimitMinutes: Number(target.value) || null })}
          slotProps={{ htmlInput: { min: 1, max: 1440 } }}
        />
      </Box>
      <TextField
        size="small"
        multiline
        label={t('build.sectionText')}
        value={section.instructions}
        onChange={({ target }) => change({ ...section, instructions: target.value })}
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
      <Stack direction="row" sx={{ flexWrap: 'wrap', columnGap: 2 }}>
        <FormControlLabel
          control={
            <Switch
              checked={section.shuffleQuestions}
              onChange={(_, shuffleQuestions) => change({ ...section, shuffleQuestions })}
            />
          }
          label={t('build.shuffleQuestions')}
        />
        <FormControlLabel
          control={
            <Switch
              checked={section.shuffleChoices}
              onChange={(_, shuffleChoices) => change({ ...section, shuffleChoices })}
            />
          }
          label={t('build.shuffleChoices')}
        />
      </Stack>
    </>
  )
}
