import { Autocomplete, Box, FormControlLabel, Stack, Switch, TextField } from '@mui/material'
import { Choice, Whole } from '../parts/fields'
import { Part, Words } from '../questions/Basics'
import { useWords } from '../words'
import type { Plan } from './plan'

const ZONES = Intl.supportedValuesOf('timeZone')
const GRID = { display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))' }

interface Props {
  plan: Plan
  write: (change: Partial<Plan>) => void
}

/** All that is decided about an assessment beside its questions. */
export function Settings(props: Props) {
  return (
    <Stack spacing={3} sx={{ maxWidth: 900 }}>
      <About {...props} />
      <Time {...props} />
      <Marking {...props} />
      <Attempts {...props} />
      <Recording {...props} />
    </Stack>
  )
}

function About({ plan, write }: Props) {
  const t = useWords()
  const text = (key: 'description' | 'instructions') => (
    <TextField
      multiline
      minRows={2}
      label={t(`set.${key}`)}
      value={plan[key]}
      onChange={({ target }) => write({ [key]: target.value })}
      slotProps={{ htmlInput: { maxLength: 2000 } }}
    />
  )
  return (
    <Part title={t('set.about')}>
      <TextField
        required
        label={t('set.title')}
        value={plan.title}
        onChange={({ target }) => write({ title: target.value })}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      {text('description')}
      {text('instructions')}
      <Box sx={GRID}>
        <TextField
          label={t('set.category')}
          value={plan.category}
          onChange={({ target }) => write({ category: target.value })}
          slotProps={{ htmlInput: { maxLength: 60 } }}
        />
        <Choice
          name={t('edit.difficulty')}
          value={plan.difficulty ?? ''}
          options={{
            '': t('edit.noDifficulty'),
            easy: t('difficulty.easy'),
            medium: t('difficulty.medium'),
            hard: t('difficulty.hard'),
          }}
          write={(value) => write({ difficulty: value || null })}
        />
        <Words name={t('edit.tags')} words={plan.tags} write={(tags) => write({ tags })} />
      </Box>
    </Part>
  )
}

function Time({ plan, write }: Props) {
  const t = useWords()
  const { availability: window } = plan
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const moment = (key: 'opens' | 'closes') =>
    window && (
      <TextField
        type="datetime-local"
        label={t(`set.${key}`)}
        value={window[key] ?? ''}
        onChange={({ target }) => write({ availability: { ...window, [key]: target.value || null } })}
        slotProps={{ inputLabel: { shrink: true } }}
      />
    )
  return (
    <Part title={t('set.time')}>
      <Whole
        name={t('set.minutes')}
        value={plan.timeLimitMinutes}
        min={1}
        max={1440}
        write={(timeLimitMinutes) => write({ timeLimitMinutes })}
      />
      <FormControlLabel
        control={
          <Switch
            checked={window !== null}
            onChange={(_, on) => write({ availability: on ? { timeZone, opens: null, closes: null } : null })}
          />
        }
        label={t('set.window')}
      />
      {window && (
        <Box sx={GRID}>
          <Autocomplete
            disableClearable
            options={ZONES.includes(window.timeZone) ? ZONES : [window.timeZone, ...ZONES]}
            value={window.timeZone}
            onChange={(_, zone) => write({ availability: { ...window, timeZone: zone } })}
            renderInput={(props) => <TextField {...props} label={t('set.zone')} />}
          />
          {moment('opens')}
          {moment('closes')}
        </Box>
      )}
    </Part>
  )
}

function Marking({ plan, write }: Props) {
  const t = useWords()
  const { marking } = plan
  const exact = (name: string, key: 'passingPercent' | 'penalty') => (
    <TextField
      label={name}
      value={marking[key] ?? ''}
      onChange={({ target }) => write({ marking: { ...marking, [key]: target.value || null } })}
      slotProps={{ htmlInput: { inputMode: 'decimal' } }}
    />
  )
  return (
    <Part title={t('set.marking')}>
      {exact(t('set.passing'), 'passingPercent')}
      {exact(t('set.penalty'), 'penalty')}
      <Choice
        name={t('set.floor')}
        value={marking.floor}
        options={{ none: t('floor.none'), question: t('floor.question'), assessment: t('floor.assessment') }}
        write={(floor) => write({ marking: { ...marking, floor } })}
      />
    </Part>
  )
}

function Attempts({ plan, write }: Props) {
  const t = useWords()
  const { retakes, results } = plan
  return (
    <Part title={t('set.attempts')}>
      <FormControlLabel
        control={<Switch checked={plan.practice} onChange={(_, practice) => write({ practice })} />}
        label={t('set.practice')}
      />
      {!plan.practice && (
        <>
          <Box sx={GRID}>
            <Whole
              name={t('set.times')}
              value={retakes.attempts}
              min={1}
              max={100}
              write={(attempts) => write({ retakes: { ...retakes, attempts } })}
            />
            <Whole
              name={t('set.wait')}
              value={retakes.waitHours}
              min={0}
              max={8760}
              write={(waitHours) => write({ retakes: { ...retakes, waitHours } })}
            />
          </Box>
          <Box role="group" aria-label={t('set.results')} sx={GRID}>
            <Choice
              name={`${t('set.results')}: ${t('set.shown')}`}
              value={results.shown}
              options={{ never: t('shown.never'), on_release: t('shown.on_release'), at_once: t('shown.at_once') }}
              write={(shown) =>
                write({ results: { ...results, shown, appealDays: shown === 'never' ? 0 : results.appealDays } })
              }
            />
            {results.shown !== 'never' && (
              <Choice
                name={t('set.detail')}
                value={results.detail}
                options={{ score: t('detail.score'), questions: t('detail.questions') }}
                write={(detail) =>
                  write({ results: { ...results, detail, appealDays: detail === 'score' ? 0 : results.appealDays } })
                }
              />
            )}
            {results.shown !== 'never' && results.detail === 'questions' && (
              <Whole
                name={t('set.appeals')}
                value={results.appealDays}
                min={0}
                max={90}
                write={(appealDays) => write({ results: { ...results, appealDays } })}
              />
            )}
          </Box>
        </>
      )}
    </Part>
  )
}

function Recording({ plan, write }: Props) {
  const t = useWords()
  const { recording } = plan
  return (
    <Part title={t('set.recording')} hint={t('set.recordingHint')}>
      <Stack>
        {(['activity', 'clipboard', 'devices', 'edits'] as const).map((key) => (
          <FormControlLabel
            key={key}
            control={
              <Switch
                checked={recording[key]}
                onChange={(_, on) => write({ recording: { ...recording, [key]: on } })}
              />
            }
            label={t(`record.${key}`)}
          />
        ))}
        <FormControlLabel
          control={<Switch checked={plan.pairMode} onChange={(_, pairMode) => write({ pairMode })} />}
          label={t('set.pair')}
        />
      </Stack>
    </Part>
  )
}
