import PauseOutlined from '@mui/icons-material/PauseOutlined'
import PlayArrowOutlined from '@mui/icons-material/PlayArrowOutlined'
import { Alert, Box, IconButton, MenuItem, Slider, Stack, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { answered, api, type Schemas } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Source } from './Answer'
import { player } from './playback'
import { kindOf } from './Timeline'
import { lengthOf } from './times'
import { useWords } from './words'

type Question = Schemas['ReportedQuestion']

const WRITTEN = new Set(['coding', 'free_text'])
const SPEEDS = [1, 4, 16, 64]
const TICK = 100
const SHOWN = new Set(['pasted', 'focus_lost', 'full_screen_left', 'second_tab', 'ran', 'extended'])

/** How an answer came about, to be watched at any speed and from any moment. */
export function Playback({
  attemptId,
  startedAt,
  questions,
}: {
  attemptId: string
  startedAt: string
  questions: Question[]
}) {
  const t = useWords()
  const written = questions.filter(({ kind, answered: there }) => there && WRITTEN.has(kind))
  const [chosen, setChosen] = useState(written[0]?.questionId ?? '')
  if (!chosen) return <Empty title={t('playback.none')} text={t('playback.noneText')} />
  return (
    <Stack spacing={2}>
      <TextField
        select
        size="small"
        label={t('playback.question')}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        sx={{ maxWidth: 420 }}
      >
        {written.map(({ questionId, title }) => (
          <MenuItem key={questionId} value={questionId}>
            {title}
          </MenuItem>
        ))}
      </TextField>
      <Player key={chosen} attemptId={attemptId} questionId={chosen} startedAt={startedAt} />
    </Stack>
  )
}

async function whole(attemptId: string, questionId: string) {
  const ask = (fromMs: number) => {
    const params = { path: { attemptId, questionId }, query: { fromMs } }
    return answered(api.GET('/v1/attempts/{attemptId}/answers/{questionId}/playback', { params }))
  }
  const first = await ask(0)
  const edits = [...first.edits]
  for (let next = first.nextFromMs; next !== null; ) {
    const more = await ask(next)
    edits.push(...more.edits)
    next = more.nextFromMs
  }
  return { ...first, edits }
}

function Player({ attemptId, questionId, startedAt }: { attemptId: string; questionId: string; startedAt: string }) {
  const t = useWords()
  const recorded = useQuery({
    queryKey: ['playback', attemptId, questionId],
    queryFn: () => whole(attemptId, questionId),
  })
  const timeline = useQuery({
    queryKey: ['timeline', attemptId, ''],
    queryFn: () =>
      answered(api.GET('/v1/attempts/{attemptId}/integrity/timeline', { params: { path: { attemptId } } })),
  })
  const [ms, setMs] = useState(0)
  const [speed, setSpeed] = useState(16)
  const [playing, setPlaying] = useState(false)
  const data = recorded.data
  const textAt = useMemo(() => data && player(data.frame.text, data.edits), [data])
  const length = data?.lengthMs ?? 0
  useEffect(() => {
    if (!playing) return
    const timer = setInterval(() => setMs((now) => Math.min(length, now + TICK * speed)), TICK)
    return () => clearInterval(timer)
  }, [playing, speed, length])
  useEffect(() => {
    if (ms >= length) setPlaying(false)
  }, [ms, length])
  const problem = recorded.error
  if (problem instanceof Problem && problem.status === 404) {
    return <Empty title={t('playback.notRecorded')} text={t('playback.notRecordedText')} />
  }
  if (problem) return <Failure problem={problem} again={recorded.refetch} />
  if (!data || !textAt) return <Loading />
  const began = Date.parse(startedAt)
  const marks = (timeline.data?.entries ?? [])
    .filter((each) => SHOWN.has(each.kind) && (!each.questionId || each.questionId === questionId))
    .map((each) => ({ id: each.id, kind: each.kind, value: Date.parse(each.at) - began }))
    .filter(({ value }) => value >= 0 && value <= length)
  const start = () => {
    if (ms >= length) setMs(0)
    setPlaying(!playing)
  }
  return (
    <Stack spacing={1.5}>
      {!data.complete && <Alert severity="info">{t('playback.incomplete')}</Alert>}
      {data.matchesAnswer === false && <Alert severity="warning">{t('playback.differs')}</Alert>}
      <Stack direction="row" spacing={2} sx={{ alignItems: 'center' }}>
        <IconButton color="primary" aria-label={t(playing ? 'playback.pause' : 'playback.play')} onClick={start}>
          {playing ? <PauseOutlined /> : <PlayArrowOutlined />}
        </IconButton>
        <Slider
          min={0}
          max={Math.max(1, length)}
          step={100}
          value={ms}
          marks={marks.map(({ value }) => ({ value }))}
          onChange={(_, value) => setMs(value as number)}
          aria-label={t('playback.moment')}
          getAriaValueText={lengthOf}
          sx={{ '& .MuiSlider-mark': { width: 4, height: 12, bgcolor: 'warning.main' } }}
        />
        <Typography sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
          {lengthOf(ms)} / {lengthOf(length)}
        </Typography>
        <TextField
          select
          size="small"
          label={t('playback.speed')}
          value={speed}
          onChange={(event) => setSpeed(Number(event.target.value))}
          sx={{ minWidth: 84 }}
        >
          {SPEEDS.map((each) => (
            <MenuItem key={each} value={each}>
              {each}×
            </MenuItem>
          ))}
        </TextField>
      </Stack>
      {marks.length > 0 && (
        <Box
          component="ul"
          aria-label={t('playback.events')}
          sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, p: 0, m: 0 }}
        >
          {marks.map((each) => (
            <li key={each.id} style={{ listStyle: 'none' }}>
              <Box
                component="button"
                type="button"
                onClick={() => setMs(each.value)}
                sx={{
                  border: 1,
                  borderColor: 'warning.main',
                  borderRadius: 1,
                  px: 1,
                  py: 0.5,
                  bgcolor: 'background.paper',
                  color: 'text.primary',
                  font: 'inherit',
                  fontSize: '0.8rem',
                  cursor: 'pointer',
                }}
              >
                {lengthOf(each.value)} {t(kindOf(each.kind))}
              </Box>
            </li>
          ))}
        </Box>
      )}
      <Source text={textAt(ms)} label={t('playback.text')} />
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('playback.edits', { count: data.totalEdits })}
      </Typography>
    </Stack>
  )
}
