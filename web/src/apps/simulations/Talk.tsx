import { Alert, Box, Chip, Paper, Stack, Typography } from '@mui/material'
import type { Schemas } from '../../shared/api/client'
import { useWords } from '../words'
import type { Conversation } from './simulations'

const COLOURS = { passed: 'success', failed: 'error', error: 'warning' } as const

/** What a persona said and was answered, and what came of it. */
export function Talk({ talk }: { talk: Conversation }) {
  const t = useWords()
  const { user, turns, closing, end, error, outcome, grade } = talk
  return (
    <Paper variant="outlined" component="article" aria-label={user.name} sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 1 }}>
        <Typography variant="h3" component="h3" sx={{ flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          {user.name}
        </Typography>
        {end && <Chip size="small" variant="outlined" label={t(`sims.end.${end}`)} />}
        {outcome && <Outcome outcome={outcome} />}
      </Box>
      <Stack spacing={1}>
        {(turns ?? []).map((turn, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: turns have no other name
          <Stack key={place} spacing={1}>
            <Said text={turn.said} by={user.name} />
            {turn.answer !== null && <Said text={turn.answer} by={t('sims.assistant')} answers />}
            {turn.grade && turn.grade.assertions.length > 0 && <Verdict grade={turn.grade} />}
          </Stack>
        ))}
        {closing && <Said text={closing} by={user.name} />}
        {error && <Alert severity="warning">{error.message}</Alert>}
        {grade && grade.assertions.length > 0 && (
          <>
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              {t('sims.whole')}
            </Typography>
            <Verdict grade={grade} />
          </>
        )}
      </Stack>
    </Paper>
  )
}

function Outcome({ outcome }: { outcome: Schemas['CaseOutcome'] }) {
  const t = useWords()
  return <Chip size="small" color={COLOURS[outcome]} variant="outlined" label={t(`sims.outcome.${outcome}`)} />
}

function Said({ text, by, answers = false }: { text: string; by: string; answers?: boolean }) {
  return (
    <Box
      sx={{
        alignSelf: answers ? 'flex-end' : 'flex-start',
        maxWidth: '85%',
        px: 1.5,
        py: 1,
        borderRadius: 2,
        bgcolor: answers ? 'action.selected' : 'action.hover',
      }}
    >
      <Typography variant="caption" component="p">
        {by}
      </Typography>
      <Typography dir="auto" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Typography>
    </Box>
  )
}

function Verdict({ grade }: { grade: Schemas['ConversationGrade'] }) {
  return (
    <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
      <Outcome outcome={grade.outcome} />
      {grade.outcome !== 'passed' && (
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere', minWidth: 0 }}>
          {grade.reason}
        </Typography>
      )}
    </Stack>
  )
}
