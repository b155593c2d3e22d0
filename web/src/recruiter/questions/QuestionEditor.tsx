import { Box, Button, Stack, Typography } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useMay } from '../../shared/access'
import { answered, api, type Schemas } from '../../shared/api/client'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { NotFound } from '../../shared/layout/NotFound'
import { Page } from '../../shared/layout/Page'
import { StatusChip } from '../parts/Chips'
import { Problems } from '../parts/Problems'
import { mergePatch } from '../parts/patch'
import { TaskPreview } from '../parts/TaskPreview'
import { Unsaved } from '../parts/Unsaved'
import { useWords } from '../words'
import { ChoiceFields, FileFields, NumericFields, TextFields } from './AnswerFields'
import { Basics } from './Basics'
import { CodingFields } from './CodingFields'
import { blank, type Draft, KINDS, type Kind, NO_LABELS, taskOf, tidied } from './content'
import { Gate } from './Gate'
import { Parameters } from './Parameters'
import { QuestionActions } from './QuestionActions'

type Question = Schemas['QuestionView']

/** A question that is begun. */
export function NewQuestion() {
  const { kind } = useParams()
  if (!KINDS.includes(kind as Kind)) return <NotFound />
  return <Editor key={kind} saved={{ content: blank(kind as Kind), labels: NO_LABELS }} question={null} />
}

/** A question of the bank, with what it must pass before it is published. */
export function QuestionEditor() {
  const { questionId = '' } = useParams()
  const { data, error, refetch } = useQuery({
    queryKey: ['questions', 'one', questionId],
    queryFn: () => answered(api.GET('/v1/questions/{questionId}', { params: { path: { questionId } } })),
    refetchInterval: ({ state }) => (state.data?.status === 'validating' ? 1000 : false),
  })
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  return <Editor key={data.id} saved={data} question={data} />
}

async function save(question: Question | null, before: Draft, draft: Draft): Promise<Question> {
  const content = tidied(draft.content)
  if (!question) return answered(api.POST('/v1/questions', { body: { content, labels: draft.labels } }))
  const body = { content: mergePatch(before.content, content), labels: mergePatch(before.labels, draft.labels) }
  if (!body.content && !body.labels) return question
  const params = { path: { questionId: question.id } }
  return answered(api.PATCH('/v1/questions/{questionId}', { params, body }))
}

function Editor({ saved, question }: { saved: Draft; question: Question | null }) {
  const t = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [written, write] = useState<Draft | null>(null)
  const draft = written ?? saved
  const { content } = draft
  const store = useMutation({
    mutationFn: async (publish: boolean) => {
      const stored = await save(question, saved, draft)
      keep(stored)
      if (!publish) return stored
      const params = { path: { questionId: stored.id } }
      return answered(api.POST('/v1/questions/{questionId}/publish', { params }))
    },
    onSuccess: keep,
  })
  function keep(stored: Question) {
    queries.setQueryData(['questions', 'one', stored.id], stored)
    void queries.invalidateQueries({ queryKey: ['questions'], predicate: ({ queryKey }) => queryKey[1] !== 'one' })
    write(null)
    if (!question) void navigate(`/questions/${stored.id}`, { replace: true })
  }
  const isBusy = store.isPending || question?.status === 'validating'
  const mayWrite = may('questions:write') && question?.status !== 'archived'
  return (
    <Page
      title={content.title || t('edit.new')}
      trail={[{ path: '/questions', name: t('bank.title') }]}
      about={question && <StatusChip status={question.status} />}
      actions={
        <>
          {mayWrite && (
            <Button
              variant="outlined"
              disabled={isBusy || (question !== null && written === null)}
              onClick={() => store.mutate(false)}
            >
              {t(question && written === null ? 'do.saved' : 'do.save')}
            </Button>
          )}
          {mayWrite && may('questions:publish') && (
            <Button
              variant="contained"
              disabled={isBusy || (question?.status === 'published' && written === null)}
              onClick={() => store.mutate(true)}
            >
              {t('edit.publish')}
            </Button>
          )}
          {question && may('questions:write') && <QuestionActions question={question} />}
        </>
      }
    >
      <Unsaved changed={written !== null && !store.isPending} />
      <Problems problem={store.error} />
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
        }}
      >
        <Stack spacing={3}>
          <Basics draft={draft} write={write} />
          <Fields draft={draft} write={write} />
          <Parameters
            parameters={content.parameters}
            write={(parameters) => write({ ...draft, content: { ...content, parameters } })}
            questionId={written === null ? question?.id : undefined}
          />
        </Stack>
        <Stack spacing={3} sx={{ position: { lg: 'sticky' }, top: { lg: 16 }, minWidth: 0 }}>
          <Gate
            content={content}
            question={
              question && written === null
                ? question
                : { status: 'draft', refusals: [], publishedVersion: question?.publishedVersion ?? 0 }
            }
          />
          <Typography variant="h2">{t('preview.title')}</Typography>
          <TaskPreview task={taskOf(content)} />
        </Stack>
      </Box>
    </Page>
  )
}

function Fields({ draft, write }: { draft: Draft; write: (draft: Draft) => void }) {
  const { content } = draft
  const put = (changed: Draft['content']) => write({ ...draft, content: changed })
  switch (content.kind) {
    case 'coding':
      return <CodingFields content={content} write={put} />
    case 'multiple_choice':
      return <ChoiceFields content={content} write={put} />
    case 'numeric':
      return <NumericFields content={content} write={put} />
    case 'free_text':
      return <TextFields content={content} write={put} />
    case 'file_upload':
      return <FileFields content={content} write={put} />
  }
}
