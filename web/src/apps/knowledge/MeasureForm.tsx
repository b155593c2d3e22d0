import AddOutlined from '@mui/icons-material/AddOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Autocomplete, Box, Button, IconButton, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../shared/acts'
import { answered, api, listed, type Schemas } from '../../shared/api/client'
import { FormDialog } from '../../shared/layout/FormDialog'
import type { App } from '../AppPart'
import { useWords } from '../words'
import { KINDS } from './content'
import type { Base } from './Knowledge'

type Asked = Schemas['RetrievalQuestion']

const MOST_EXPECTED = 5

/** Ask for a measurement: questions, and which items answer each. */
export function MeasureForm({
  app,
  base,
  close,
  begun,
}: {
  app: App
  base: Base
  close: () => void
  begun: (operationId: string) => void
}) {
  const t = useWords()
  const [name, setName] = useState('')
  const [questions, setQuestions] = useState<Asked[]>([{ question: '', expected: [] }])
  const items = useQuery({
    queryKey: ['kb', app.id, 'keys', base.activeVersion],
    queryFn: async () => {
      const pages = await Promise.all(
        KINDS.map((kind) =>
          listed(
            api.GET('/v1/apps/{appId}/kb/active/{kind}', {
              params: { path: { appId: app.id, kind }, query: { limit: 100 } },
            }),
          ),
        ),
      )
      return pages.flatMap((page) => page.items.map(({ key, content }) => ({ kind: content.kind, key })))
    },
  })
  const measure = useAct(async () => {
    const { id } = await answered(
      api.POST('/v1/apps/{appId}/kb/evaluations', {
        params: { path: { appId: app.id } },
        body: { name: name.trim(), questions },
      }),
    )
    begun(id)
    close()
  }, 'kb')
  return (
    <FormDialog
      open
      title={t('kb.measure')}
      submit={t('kb.measure')}
      busy={measure.isPending}
      ready={Boolean(name.trim()) && questions.every(({ question, expected }) => question.trim() && expected.length)}
      close={close}
      act={() => measure.mutate()}
    >
      <Typography>{t('kb.measureForm')}</Typography>
      <TextField
        autoFocus
        required
        label={t('kb.measurement')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      {questions.map((each, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is being written has no other name
        <Box key={place} sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: '1fr auto', alignItems: 'start' }}>
          <TextField
            required
            label={t('kb.questionOf', { number: place + 1 })}
            value={each.question}
            onChange={(event) => setQuestions(questions.with(place, { ...each, question: event.target.value }))}
            slotProps={{ htmlInput: { maxLength: 1000 } }}
          />
          <IconButton
            aria-label={t('kb.removeQuestionOf', { number: place + 1 })}
            disabled={questions.length === 1}
            onClick={() => setQuestions(questions.toSpliced(place, 1))}
          >
            <DeleteOutlined />
          </IconButton>
          <Autocomplete
            multiple
            options={items.data ?? []}
            loading={items.isLoading}
            value={each.expected}
            groupBy={({ kind }) => t(`kb.kind.${kind}`)}
            getOptionLabel={({ key }) => key}
            isOptionEqualToValue={(one, other) => one.kind === other.kind && one.key === other.key}
            getOptionDisabled={() => each.expected.length >= MOST_EXPECTED}
            onChange={(_, expected) => setQuestions(questions.with(place, { ...each, expected }))}
            renderInput={(params) => <TextField {...params} label={t('kb.expectedOf', { number: place + 1 })} />}
          />
        </Box>
      ))}
      <Button
        startIcon={<AddOutlined />}
        sx={{ alignSelf: 'start' }}
        onClick={() => setQuestions([...questions, { question: '', expected: [] }])}
      >
        {t('kb.addQuestion')}
      </Button>
    </FormDialog>
  )
}
