import {
  Alert,
  Box,
  Button,
  FormControlLabel,
  Paper,
  Radio,
  RadioGroup,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { answered, api, type Schemas } from '../shared/api/client'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { Markdown } from '../shared/Markdown'
import { Answer } from './Answer'
import { useWords } from './words'

type Mark = Schemas['Mark-Input']
type Criterion = Schemas['Criterion-Output']

/** Mark one answer by its rubric; nothing says whose it is or what others gave. */
export function Grade() {
  const t = useWords()
  const { gradingId = '' } = useParams()
  const params = { path: { gradingId } }
  const { data, error, refetch } = useQuery({
    queryKey: ['grading', gradingId],
    queryFn: () => answered(api.GET('/v1/gradings/{gradingId}', { params })),
  })
  if (error) return <Failure problem={error} again={refetch} />
  if (!data) return <Loading />
  const file = async () => {
    const found = await answered(api.GET('/v1/gradings/{gradingId}/file', { params }))
    return found.downloadUrl
  }
  return (
    <Page title={data.grading.title} trail={[{ path: '/grading', name: t('gradings.title') }]}>
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: '1fr', lg: '3fr 2fr' }, alignItems: 'start' }}>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Paper variant="outlined" sx={{ p: 2 }}>
            <Typography variant="h2" gutterBottom>
              {t('grade.question')}
            </Typography>
            <Markdown text={data.prompt} />
          </Paper>
          <Paper variant="outlined" sx={{ p: 2 }}>
            <Typography variant="h2" gutterBottom>
              {t('answer.title')}
            </Typography>
            <Answer response={data.response} file={file} />
          </Paper>
        </Stack>
        <Marks gradingId={gradingId} known={data} />
      </Box>
    </Page>
  )
}

function Marks({ gradingId, known }: { gradingId: string; known: Schemas['AnswerToGrade'] }) {
  const t = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { criteria } = known.rubric
  const given = new Map(known.grading.marks.map((each): [string, Mark] => [each.criterionId, each]))
  const [marks, setMarks] = useState(given)
  const [comment, setComment] = useState(known.grading.comment)
  const [notes, setNotes] = useState(known.grading.privateNotes)
  const submit = useMutation({
    mutationFn: () => {
      const body = { marks: [...marks.values()], comment, privateNotes: notes }
      return answered(api.POST('/v1/gradings/{gradingId}/submit', { params: { path: { gradingId } }, body }))
    },
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: ['gradings'] })
      navigate('/grading')
    },
  })
  const over = known.grading.status === 'submitted'
  const complete = criteria.every(({ id }) => {
    const mark = marks.get(id)
    return Boolean(mark?.level) || (mark?.points ?? '') !== ''
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    submit.mutate()
  }
  return (
    <Paper variant="outlined" component="form" sx={{ p: 2 }} onSubmit={send}>
      <Stack spacing={2.5}>
        <Typography variant="h2">{t('grade.marks')}</Typography>
        {over && <Alert severity="info">{t('grade.over')}</Alert>}
        {criteria.map((each) => (
          <OneMark
            key={each.id}
            criterion={each}
            mark={marks.get(each.id)}
            disabled={over}
            set={(mark) => setMarks(new Map(marks).set(each.id, mark))}
          />
        ))}
        <TextField
          label={t('grade.comment')}
          multiline
          minRows={2}
          value={comment}
          disabled={over}
          onChange={(event) => setComment(event.target.value)}
        />
        <TextField
          label={t('grade.notes')}
          multiline
          value={notes}
          disabled={over}
          onChange={(event) => setNotes(event.target.value)}
        />
        <Button type="submit" variant="contained" disabled={over || !complete} loading={submit.isPending}>
          {t('grade.submit')}
        </Button>
      </Stack>
    </Paper>
  )
}

function OneMark({
  criterion,
  mark,
  disabled,
  set,
}: {
  criterion: Criterion
  mark: Mark | undefined
  disabled: boolean
  set: (mark: Mark) => void
}) {
  const t = useWords()
  const { id, title, description, points, levels = [] } = criterion
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0 }}>
      <Typography component="legend" sx={{ fontWeight: 650 }}>
        {title} ({t('grade.upTo', { points: Number(points) })})
      </Typography>
      {description && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {description}
        </Typography>
      )}
      {levels.length > 0 ? (
        <RadioGroup
          aria-label={title}
          value={mark?.level ?? ''}
          onChange={(_, level) => set({ criterionId: id, level, points: null, comment: '' })}
        >
          {levels.map((each) => (
            <FormControlLabel
              key={each.id}
              value={each.id}
              disabled={disabled}
              control={<Radio size="small" />}
              label={`${each.title} (${Number(each.points)})`}
            />
          ))}
        </RadioGroup>
      ) : (
        <TextField
          size="small"
          type="number"
          label={t('grade.pointsFor', { title })}
          value={mark?.points ?? ''}
          disabled={disabled}
          onChange={(event) => set({ criterionId: id, level: null, points: event.target.value, comment: '' })}
          slotProps={{ htmlInput: { min: 0, max: Number(points), step: 'any' } }}
          sx={{ mt: 1, minWidth: 200 }}
        />
      )}
    </Box>
  )
}
