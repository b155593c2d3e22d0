import { List, ListItem, ListItemText, Paper, Stack, Typography } from '@mui/material'
import { useAct } from '../shared/acts'
import { answered, api, listed } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { usePages } from '../shared/pages'
import { roleWord } from './RoleName'
import { useWords } from './words'

/** Invitations that nobody has followed yet. */
export function MemberInvitations() {
  const t = useWords()
  const { date } = useFormats()
  const invitations = usePages(['member-invitations'], (cursor) =>
    listed(api.GET('/v1/members/invitations', { params: { query: { limit: 50, cursor, status: 'pending' } } })),
  )
  const revoke = useAct(
    (invitationId: string) =>
      answered(api.POST('/v1/members/invitations/{invitationId}/revoke', { params: { path: { invitationId } } })),
    'member-invitations',
  )
  if (!invitations.items?.length) return null
  return (
    <Stack component="section" spacing={1} aria-label={t('members.pending')}>
      <Typography variant="h2">{t('members.pending')}</Typography>
      <Paper variant="outlined">
        <List>
          {invitations.items.map((each) => (
            <ListItem
              key={each.id}
              secondaryAction={
                <ConfirmButton
                  size="small"
                  question={t('members.revokeQuestion')}
                  text={t('members.revokeText', { email: each.email })}
                  act={() => revoke.mutate(each.id)}
                >
                  {t('members.revoke')}
                </ConfirmButton>
              }
            >
              <ListItemText
                primary={each.email}
                secondary={t('members.invitedAs', { role: t(roleWord(each.role)), date: date(each.expiresAt) })}
                sx={{ pr: 10, overflowWrap: 'anywhere' }}
              />
            </ListItem>
          ))}
        </List>
      </Paper>
    </Stack>
  )
}
