import { Alert, Box, Button, Paper, Stack, Typography } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { answered, api } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { useTranslate } from '../shared/i18n'
import { Shell } from '../shared/layout/Shell'
import { Markdown } from '../shared/Markdown'
import { Clock, SaveState } from './Clock'
import { type Desk, readAttempt } from './desk'
import { Finish } from './Finish'
import { Question } from './Question'
import { Neighbours, QuestionList, walk } from './QuestionList'
import { isBlank } from './responses'
import { SectionGate, sectionTitle } from './Sections'
import { sameSeat } from './seat'

const BEAT = 10_000
const MANY = 12
/** Many questions scroll on their own, so that the one that is asked stays in reach. */
const WITHIN = {
  overflowY: 'auto',
  overflowX: 'hidden',
  maxHeight: { xs: '40dvh', md: 'calc(100dvh - 110px)' },
  position: { md: 'sticky' },
  top: 90,
}

interface Parts {
  desk: Desk
  ended: () => void
  elsewhere: ReactNode
  keptAside: ReactNode
  title: string
}

/** The attempt while its clock runs: questions at one side, the chosen one at the other. */
export function Room({ desk, ended, elsewhere, keptAside, title }: Parts) {
  const t = useTranslate()
  const { autosave } = desk
  const attemptId = desk.attempt.id
  const saving = useStore(autosave.state)
  const detail = useQuery({
    queryKey: ['attempt', attemptId, autosave.seat.tabId],
    queryFn: () => readAttempt(attemptId),
    initialData: desk.attempt,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const beat = useHeartbeat(attemptId)
  const [chosen, setChosen] = useState(desk.attempt.questions[0]?.questionId ?? '')
  useLeaving(desk)
  useEffect(() => desk.recorder.begin(), [desk])

  const attempt = detail.data
  const now = beat.data && beat.data.serverTime > attempt.serverTime ? beat.data : attempt
  const isOver = now.status !== 'open' || isClosed(beat.error)
  useEffect(() => {
    if (isOver) ended()
  }, [isOver, ended])
  // A section that started shows its questions: their revisions are known from now on.
  useEffect(() => {
    for (const { questionId, answer } of attempt.questions) autosave.begin(questionId, answer?.revision ?? 0, null)
  }, [attempt, autosave])

  const isElsewhere = saving.standing === 'elsewhere' || (now.activeSeat && !sameSeat(now.activeSeat, autosave.seat))
  const breakEnds = now.time.breakEndsAt
  const onBreak = breakEnds !== null && Date.parse(breakEnds) > Date.parse(now.serverTime)
  const refresh = () => Promise.all([detail.refetch(), beat.refetch()])
  const late = async () => {
    await autosave.flush()
    await refresh()
  }
  const question = attempt.questions.find((each) => each.questionId === chosen) ?? attempt.questions[0]
  const isLong = attempt.questions.length > MANY
  const written = Object.values(saving.responses).filter((each) => !isBlank(each)).length

  return (
    <Shell
      aside={
        <Stack direction="row" spacing={2} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography component="h1" sx={{ fontWeight: 600 }}>
            {now.title}
          </Typography>
          <Clock deadline={now.deadline} serverTime={now.serverTime} stands={onBreak} over={late} />
          <SaveState saving={saving} />
          <Finish desk={desk} written={written} all={attempt.questions.length} finished={ended} />
        </Stack>
      }
    >
      {isElsewhere ? (
        elsewhere
      ) : onBreak ? (
        <Break attemptId={attemptId} changed={refresh} />
      ) : (
        <Stack spacing={2}>
          {saving.standing === 'offline' && <Alert severity="warning">{t('saving.offlineText')}</Alert>}
          {saving.standing === 'refused' && <Alert severity="error">{saving.refusal}</Alert>}
          {now.time.extendedMinutes > 0 && <Alert severity="info">{t('sitting.timeGiven')}</Alert>}
          {now.interviewers.map((each) => (
            <Alert key={each.userId} severity="info">
              {t('sitting.interviewer', { name: each.name })}
            </Alert>
          ))}
          {keptAside}
          <Box
            sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '260px minmax(0, 1fr)' }, gap: 3 }}
          >
            <Box component="nav" aria-label={title} onKeyDown={walk} sx={isLong ? WITHIN : undefined}>
              {attempt.timetable.sections.map((section) => (
                <Paper key={section.number} variant="outlined" sx={{ mb: 2 }}>
                  <Typography variant="h3" component="h2" sx={{ px: 2, pt: 1.5 }}>
                    {sectionTitle(section, t)}
                  </Typography>
                  <SectionGate
                    attemptId={attemptId}
                    section={section}
                    ordered={attempt.timetable.ordered}
                    changed={refresh}
                  />
                  <QuestionList
                    questions={attempt.questions.filter((each) => each.section === section.number)}
                    chosenId={question?.questionId}
                    responses={saving.responses}
                    choose={setChosen}
                  />
                </Paper>
              ))}
              <BreakButton attempt={now} changed={refresh} />
            </Box>
            <Stack spacing={2} sx={{ minWidth: 0 }}>
              {attempt.instructions && (
                <Paper variant="outlined" component="details" open sx={{ p: 2 }}>
                  <summary>{t('sitting.instructions')}</summary>
                  <Markdown text={attempt.instructions} />
                </Paper>
              )}
              {question && <Question key={question.questionId} desk={desk} question={question} />}
              <Neighbours questions={attempt.questions} chosenId={question?.questionId} choose={setChosen} />
            </Stack>
          </Box>
        </Stack>
      )}
    </Shell>
  )
}

function useHeartbeat(attemptId: string) {
  return useQuery({
    queryKey: ['heartbeat', attemptId],
    queryFn: () => answered(api.POST('/v1/attempts/{attemptId}/heartbeat', { params: { path: { attemptId } } })),
    refetchInterval: BEAT,
    refetchIntervalInBackground: true,
    networkMode: 'always',
    retry: false,
    gcTime: 0,
  })
}

const isClosed = (problem: unknown) => problem instanceof Problem && problem.status === 409

/** Send what is left when the connection comes back or the page is hidden; ask before it is closed with anything unsent. */
function useLeaving({ autosave, recorder }: Desk) {
  useEffect(() => {
    const send = () => {
      void autosave.flush()
      void recorder.flush()
    }
    const ask = (event: BeforeUnloadEvent) => {
      if (!autosave.isSaved) event.preventDefault()
    }
    window.addEventListener('online', send)
    document.addEventListener('visibilitychange', send)
    window.addEventListener('beforeunload', ask)
    return () => {
      autosave.stop()
      window.removeEventListener('online', send)
      document.removeEventListener('visibilitychange', send)
      window.removeEventListener('beforeunload', ask)
    }
  }, [autosave, recorder])
}

function BreakButton({ attempt, changed }: { attempt: Pick<Desk['attempt'], 'id' | 'time'>; changed: () => unknown }) {
  const t = useTranslate()
  const begin = useMutation({
    mutationFn: () =>
      answered(api.POST('/v1/attempts/{attemptId}/break/start', { params: { path: { attemptId: attempt.id } } })),
    onSuccess: changed,
  })
  const { breaksLeft, breakMinutes } = attempt.time
  if (breaksLeft === 0) return null
  return (
    <Button onClick={() => begin.mutate()} disabled={begin.isPending}>
      {t('break.start', { minutes: breakMinutes, left: breaksLeft })}
    </Button>
  )
}

function Break({ attemptId, changed }: { attemptId: string; changed: () => unknown }) {
  const t = useTranslate()
  const end = useMutation({
    mutationFn: () => answered(api.POST('/v1/attempts/{attemptId}/break/end', { params: { path: { attemptId } } })),
    onSuccess: changed,
  })
  return (
    <Stack spacing={2} sx={{ maxWidth: 640, mx: 'auto' }}>
      <Typography variant="h2">{t('break.title')}</Typography>
      <Typography>{t('break.text')}</Typography>
      <Button variant="contained" onClick={() => end.mutate()} disabled={end.isPending} sx={{ alignSelf: 'start' }}>
        {t('break.end')}
      </Button>
    </Stack>
  )
}
