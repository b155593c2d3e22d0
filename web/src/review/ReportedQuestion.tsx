import ExpandMore from '@mui/icons-material/ExpandMore'
import { Accordion, AccordionDetails, AccordionSummary, Box, Chip, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { answered, api, type Schemas } from '../shared/api/client'
import { Loading } from '../shared/layout/Loading'
import { Answer } from './Answer'
import { Disagreement } from './Disagreement'
import { Override } from './Override'
import { lengthOf } from './times'
import { useWords } from './words'

/** A question of a report: its points at a glance; the answer, its tests and what graders said when it is opened. */
export function ReportedQuestion({
  attemptId,
  question,
}: {
  attemptId: string
  question: Schemas['ReportedQuestion']
}) {
  const t = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const passed = question.tests.filter(({ verdict }) => verdict === 'AC').length
  return (
    <Accordion
      variant="outlined"
      disableGutters
      expanded={open}
      onChange={(_, next) => setOpen(next)}
      slotProps={{ heading: { component: 'h3' }, transition: { unmountOnExit: true } }}
    >
      <AccordionSummary expandIcon={<ExpandMore />}>
        <Stack direction="row" sx={{ gap: 1.5, flexWrap: 'wrap', alignItems: 'center', width: '100%', pr: 1 }}>
          <Typography component="span" sx={{ fontWeight: 650, flexGrow: 1 }}>
            {question.title}
          </Typography>
          {question.needsReview && <Chip size="small" color="warning" label={t('report.toReview')} />}
          {!question.answered && <Chip size="small" variant="outlined" label={t('report.unanswered')} />}
          {question.verdict && (
            <Chip size="small" variant="outlined" label={t('report.verdict', { verdict: question.verdict })} />
          )}
          <Typography component="span" sx={{ fontVariantNumeric: 'tabular-nums' }}>
            {t('points', { points: Number(question.points), most: Number(question.maxPoints) })}
          </Typography>
        </Stack>
      </AccordionSummary>
      <AccordionDetails>
        <Stack spacing={2}>
          {question.answered && <Given attemptId={attemptId} question={question} />}
          {question.secondsWorked !== null && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t('report.worked', { time: lengthOf(question.secondsWorked * 1000) })}
            </Typography>
          )}
          {question.tests.length > 0 && (
            <Box>
              <Typography variant="body2" gutterBottom>
                {t('report.tests', { passed, all: question.tests.length })}
              </Typography>
              <Stack direction="row" component="ul" sx={{ gap: 0.5, flexWrap: 'wrap', p: 0, m: 0, listStyle: 'none' }}>
                {question.tests.map((each) => (
                  <li key={each.id}>
                    <Chip
                      size="small"
                      variant="outlined"
                      color={each.verdict === 'AC' ? 'success' : 'error'}
                      label={`${each.id} · ${each.verdict} · ${each.cpuMs} ms`}
                    />
                  </li>
                ))}
              </Stack>
            </Box>
          )}
          {question.comments.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: comments have no name and never move
            <Typography key={index} variant="body2">
              {each.points !== null && <strong>{t('report.graderGave', { points: Number(each.points) })} </strong>}
              {each.comment} {each.remarks.map(({ comment }) => comment).join(' ')}
            </Typography>
          ))}
          {question.needsReview && may('gradings:manage') && <Disagreement attemptId={attemptId} question={question} />}
          {may('gradings:manage') && <Override attemptId={attemptId} question={question} />}
        </Stack>
      </AccordionDetails>
    </Accordion>
  )
}

function Given({ attemptId, question }: { attemptId: string; question: Schemas['ReportedQuestion'] }) {
  const params = { path: { attemptId, questionId: question.questionId } }
  const { data, error } = useQuery({
    queryKey: ['answer', attemptId, question.questionId],
    queryFn: () => answered(api.GET('/v1/attempts/{attemptId}/answers/{questionId}', { params })),
  })
  if (error) return <Typography role="alert">{error.message}</Typography>
  if (!data) return <Loading />
  const file = async () => {
    const found = await answered(api.GET('/v1/attempts/{attemptId}/answers/{questionId}/file', { params }))
    return found.downloadUrl
  }
  return <Answer response={data.response} file={file} />
}
