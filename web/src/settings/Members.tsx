import { Avatar, Button, Chip, Stack, TableCell, TableRow, Typography } from '@mui/material'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Empty } from '../shared/layout/Empty'
import { Page } from '../shared/layout/Page'
import { Rows } from '../shared/layout/Rows'
import { usePages } from '../shared/pages'
import { InviteMember } from './InviteMember'
import { MemberInvitations } from './MemberInvitations'
import { MemberMenu } from './MemberMenu'
import { RoleName } from './RoleName'
import { useProfile } from './self'
import { useWords } from './words'

type Member = Schemas['MemberView']

/** Who belongs to the organisation, and as what. */
export function Members() {
  const t = useWords()
  const mayManage = useMay()('members:manage')
  const [invites, setInvites] = useState(false)
  const members = usePages(['members'], (cursor) =>
    listed(api.GET('/v1/members', { params: { query: { limit: 50, cursor } } })),
  )
  return (
    <Page
      title={t('members.title')}
      about={t('members.about')}
      actions={
        mayManage && (
          <Button variant="contained" onClick={() => setInvites(true)}>
            {t('members.invite')}
          </Button>
        )
      }
    >
      <Rows
        name={t('members.title')}
        list={members}
        head={[t('members.name'), t('members.role'), t('members.lastSignIn'), t('act.actions')]}
        row={(member) => <MemberRow key={member.id} member={member} manages={mayManage} />}
        empty={<Empty title={t('members.none')} text={t('members.noneText')} />}
      />
      {mayManage && <MemberInvitations />}
      <InviteMember open={invites} close={() => setInvites(false)} />
    </Page>
  )
}

function MemberRow({ member, manages }: { member: Member; manages: boolean }) {
  const t = useWords()
  const { date } = useFormats()
  const profile = useProfile()
  const isSelf = profile.data?.id === member.id
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center' }}>
          <Avatar aria-hidden sx={{ width: 32, height: 32, fontSize: 15 }}>
            {member.displayName.slice(0, 1).toUpperCase()}
          </Avatar>
          <div>
            {member.displayName} {isSelf && <Chip size="small" label={t('members.you')} />}
            {!member.isActive && <Chip size="small" color="warning" label={t('members.inactive')} />}
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {member.email}
            </Typography>
          </div>
        </Stack>
      </TableCell>
      <TableCell>
        <RoleName role={member.role} />
      </TableCell>
      <TableCell>{member.lastSignInAt ? date(member.lastSignInAt) : t('members.never')}</TableCell>
      <TableCell>{manages && !isSelf && <MemberMenu member={member} />}</TableCell>
    </TableRow>
  )
}
