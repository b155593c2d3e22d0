import { Box, Paper, Stack, Typography } from '@mui/material'
import { type ComponentType, lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { useTranslate } from '../shared/i18n'
import { Loading } from '../shared/layout/Loading'
import { Markdown } from '../shared/Markdown'
import { ChoiceAnswer, NumericAnswer, TextAnswer } from './answers'
import type { Response } from './buffer'
import type { Desk, SittingDetail } from './desk'
import { FileAnswer } from './FileAnswer'

/** Characters of a statement beyond which it scrolls on its own, so that the answer stays in reach. */
const LONG = 6_000
const PADDED = { p: { xs: 2, sm: 3 } }

const CodeAnswer = lazy(async () => ({ default: (await import('./CodeAnswer')).CodeAnswer }))

export type SittingQuestion = SittingDetail['questions'][number]

/** What a part for one kind of question is given. */
export interface AnswerParts {
  question: SittingQuestion
  response: Response | undefined
  write: (response: Response) => void
  desk: Desk
}

/** A question with the answer to it. */
export function Question({ desk, question }: { desk: Desk; question: SittingQuestion }) {
  const t = useTranslate()
  const response = useStore(desk.autosave.state, (state) => state.responses[question.questionId])
  const write = (written: Response) => {
    const start = written.kind === 'coding' ? question.coding?.starterCode[written.language] : ''
    desk.recorder.written(question.questionId, response, written, start ?? '')
    void desk.autosave.write(question.questionId, written)
  }
  useEffect(() => desk.recorder.opened(question.questionId), [desk, question.questionId])
  const Answer = KINDS[question.kind]
  return (
    <>
      <Paper variant="outlined" component="section" sx={PADDED}>
        <Stack direction="row" sx={{ justifyContent: 'space-between', gap: 2 }}>
          <Typography variant="h2" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            <bdi>{question.title}</bdi>
          </Typography>
          <Typography sx={{ whiteSpace: 'nowrap' }}>
            {t('sitting.points', { points: Number(question.points) })}
          </Typography>
        </Stack>
        {question.prompt.length > LONG ? (
          <Box
            component="section"
            aria-label={t('sitting.statement')}
            tabIndex={0}
            sx={{ maxHeight: '70dvh', overflowY: 'auto', mt: 1, px: 1, border: 1, borderColor: 'divider' }}
          >
            <Markdown text={question.prompt} />
          </Box>
        ) : (
          <Markdown text={question.prompt} />
        )}
      </Paper>
      <Paper variant="outlined" component="section" aria-label={t('answer.yours')} sx={PADDED}>
        <Suspense fallback={<Loading />}>
          {Answer && <Answer question={question} response={response} write={write} desk={desk} />}
        </Suspense>
      </Paper>
    </>
  )
}

const KINDS: Record<string, ComponentType<AnswerParts> | undefined> = {
  coding: CodeAnswer,
  multiple_choice: ChoiceAnswer,
  numeric: NumericAnswer,
  free_text: TextAnswer,
  file_upload: FileAnswer,
}
