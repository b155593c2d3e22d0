import { Button, FormControl, InputLabel, NativeSelect, Stack, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { answered, api } from '../shared/api/client'
import { useTranslate } from '../shared/i18n'
import { languageTitle } from '../shared/languages'
import { Loading } from '../shared/layout/Loading'
import { Editor } from './Editor'
import type { AnswerParts } from './Question'
import { RunResult } from './RunResult'

const PairEditor = lazy(async () => ({ default: (await import('../collaboration/PairEditor')).PairEditor }))

/** A program in one of the allowed languages, and what it does on the visible tests. */
export function CodeAnswer({ question, response, write, desk }: AnswerParts) {
  const t = useTranslate()
  const attemptId = desk.attempt.id
  const task = question.coding
  const code = response?.kind === 'coding' ? response : null
  const language = code?.language ?? task?.languages[0] ?? ''
  const source = code?.source ?? task?.starterCode[language] ?? ''
  const run = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/attempts/{attemptId}/answers/{questionId}/run', {
          params: { path: { attemptId, questionId: question.questionId } },
          body: { language, source },
        }),
      ),
  })
  if (!task) return null
  const choose = (chosen: string) => {
    const isUntouched = !source.trim() || source === task.starterCode[language]
    write({ kind: 'coding', language: chosen, source: isUntouched ? (task.starterCode[chosen] ?? '') : source })
  }
  const parts = {
    language,
    source,
    label: t('answer.editor'),
    written: (text: string) => write({ kind: 'coding', language, source: text }),
  }
  return (
    <Stack spacing={2}>
      <Stack direction="row" spacing={2} sx={{ alignItems: 'end' }}>
        <FormControl sx={{ minWidth: 160 }}>
          <InputLabel htmlFor="language" variant="standard">
            {t('answer.language')}
          </InputLabel>
          <NativeSelect id="language" value={language} onChange={(event) => choose(event.target.value)}>
            {task.languages.map((each) => (
              <option key={each} value={each}>
                {languageTitle(each)}
              </option>
            ))}
          </NativeSelect>
        </FormControl>
        {task.visibleTests.length > 0 && (
          <Button variant="outlined" onClick={() => run.mutate()} disabled={run.isPending || !source.trim()}>
            {t('answer.run')}
          </Button>
        )}
      </Stack>
      {desk.attempt.pairMode ? (
        <Suspense fallback={<Loading />}>
          <PairEditor {...parts} attemptId={attemptId} questionId={question.questionId} keeps />
        </Suspense>
      ) : (
        <Editor {...parts} />
      )}
      <Typography variant="body2">{t('answer.editorHint')}</Typography>
      {run.data && <RunResult key={run.data.runId} attemptId={attemptId} runId={run.data.runId} />}
    </Stack>
  )
}
