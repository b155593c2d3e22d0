import HourglassBottomOutlined from '@mui/icons-material/HourglassBottomOutlined'
import PlayCircleOutlined from '@mui/icons-material/PlayCircleOutlined'
import ReportProblemOutlined from '@mui/icons-material/ReportProblemOutlined'
import { Link, List, ListItem, ListItemIcon, ListItemText, Paper, Typography } from '@mui/material'
import { Link as RouterLink } from 'react-router'
import type { Schemas } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { useWords } from '../words'

const SOON = 3 * 24 * 3_600_000
const MOST = 5

interface Props {
  running: Schemas['AttemptView'][]
  pending: Schemas['InvitationView'][]
  refused: Schemas['QuestionSummary'][]
}

/** What somebody should look at: who is working, invitations about to end, questions that were refused. */
export function Attention({ running, pending, refused }: Props) {
  const t = useWords()
  const locale = language((state) => state.locale)
  const at = (time: string) => new Date(time).toLocaleString(locale, { dateStyle: 'short', timeStyle: 'short' })
  const until = Date.now() + SOON
  const expiring = pending.filter(({ expiresAt }) => Date.parse(expiresAt) < until).slice(0, MOST)
  return (
    <Paper variant="outlined" component="section" aria-labelledby="attention" sx={{ p: 2 }}>
      <Typography variant="h2" id="attention">
        {t('home.attention')}
      </Typography>
      {running.length + expiring.length + refused.length === 0 && (
        <Typography sx={{ mt: 1, color: 'text.secondary' }}>{t('home.nothing')}</Typography>
      )}
      <List dense>
        {running.slice(0, MOST).map(({ id, candidateName: name, title, deadline }) => (
          <ListItem key={id} disableGutters>
            <ListItemIcon sx={ICON}>
              <PlayCircleOutlined color="success" />
            </ListItemIcon>
            <ListItemText primary={t('home.runsUntil', { name, title, time: at(deadline) })} />
          </ListItem>
        ))}
        {expiring.map(({ id, candidateName: name, assessmentTitle: title, expiresAt }) => (
          <ListItem key={id} disableGutters>
            <ListItemIcon sx={ICON}>
              <HourglassBottomOutlined color="warning" />
            </ListItemIcon>
            <ListItemText primary={t('home.expires', { name, title, time: at(expiresAt) })} />
          </ListItem>
        ))}
        {refused.map(({ id, title }) => (
          <ListItem key={id} disableGutters>
            <ListItemIcon sx={ICON}>
              <ReportProblemOutlined color="error" />
            </ListItemIcon>
            <Link component={RouterLink} to={`/questions/${id}`}>
              {t('home.refused', { title })}
            </Link>
          </ListItem>
        ))}
      </List>
    </Paper>
  )
}

const ICON = { minWidth: 36 }
