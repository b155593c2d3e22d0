import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined'
import ErrorOutlined from '@mui/icons-material/ErrorOutlined'
import RadioButtonUncheckedOutlined from '@mui/icons-material/RadioButtonUncheckedOutlined'
import { Alert, Box, CircularProgress, List, ListItem, ListItemIcon, ListItemText } from '@mui/material'
import type { Schemas } from '../../shared/api/client'
import { useWords } from '../words'
import { Part } from './Basics'
import type { Content } from './content'
import { type Check, checksOf } from './gate'

interface Props {
  content: Content
  question: Pick<Schemas['QuestionView'], 'status' | 'refusals' | 'publishedVersion'>
}

/** What stands between a draft and its publication, as it happens. */
export function Gate({ content, question }: Props) {
  const t = useWords()
  const { status, refusals, publishedVersion: version } = question
  const checks = checksOf(content, question)
  const told = checks.flatMap(({ reasons }) => reasons)
  const others = refusals.filter((each) => !told.includes(each))
  return (
    <Part title={t('gate.title')} hint={t(checks.length ? 'gate.hint' : 'gate.plain')}>
      <Box aria-live="polite">
        {checks.length > 0 && (
          <List dense disablePadding>
            {checks.map((check) => (
              <Verdict key={check.name ?? ''} check={check} />
            ))}
          </List>
        )}
        {others.length > 0 && (
          <Alert severity="error">
            {t('gate.reasons')} {others.join('; ')}
          </Alert>
        )}
        {status === 'published' && <Alert severity="success">{t('gate.published', { version })}</Alert>}
        {status !== 'published' && version > 0 && <Alert severity="info">{t('gate.older', { version })}</Alert>}
      </Box>
    </Part>
  )
}

const ICONS = {
  waiting: <RadioButtonUncheckedOutlined color="disabled" />,
  running: <CircularProgress size={20} aria-hidden />,
  passed: <CheckCircleOutlined color="success" />,
  refused: <ErrorOutlined color="error" />,
}

function Verdict({ check }: { check: Check }) {
  const t = useWords()
  const { name, expected, state, reasons } = check
  const wanted = `${t('code.expected')}: ${t(`expected.${expected as 'accepted'}`)}`
  return (
    <ListItem disableGutters sx={{ alignItems: 'start' }}>
      <ListItemIcon sx={{ minWidth: 36, mt: 0.75 }}>{ICONS[state]}</ListItemIcon>
      <ListItemText
        primary={`${name ?? t('gate.reference')}: ${t(`gate.${state}`)}`}
        secondary={[wanted, ...reasons].map((line) => (
          <span key={line} style={{ display: 'block', overflowWrap: 'anywhere' }}>
            {line}
          </span>
        ))}
      />
    </ListItem>
  )
}
