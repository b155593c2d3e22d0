import { MenuItem, TextField } from '@mui/material'
import { useState } from 'react'
import { useAct } from '../shared/acts'
import { answered, api } from '../shared/api/client'
import { FormDialog } from '../shared/layout/FormDialog'
import { type GivenRole, ROLES, roleWord } from './RoleName'
import { useWords } from './words'

/** Invite somebody by mail. */
export function InviteMember({ open, close }: { open: boolean; close: () => void }) {
  const t = useWords()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<GivenRole>('recruiter')
  const invite = useAct(async () => {
    await answered(api.POST('/v1/members/invitations', { body: { email, role } }))
    setEmail('')
    close()
  }, 'member-invitations')
  return (
    <FormDialog
      title={t('members.invite')}
      submit={t('members.send')}
      open={open}
      busy={invite.isPending}
      ready={email.includes('@')}
      close={close}
      act={() => invite.mutate()}
    >
      <TextField
        label={t('members.email')}
        type="email"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <RoleField role={role} choose={setRole} />
    </FormDialog>
  )
}

/** A role, and what it lets its holder do. */
export function RoleField({ role, choose }: { role: GivenRole; choose: (role: GivenRole) => void }) {
  const t = useWords()
  return (
    <TextField
      select
      label={t('members.role')}
      helperText={t(`role.${role}.about`)}
      value={role}
      onChange={(event) => choose(ROLES.find((each) => each === event.target.value) ?? role)}
    >
      {ROLES.map((each) => (
        <MenuItem key={each} value={each}>
          {t(roleWord(each))}
        </MenuItem>
      ))}
    </TextField>
  )
}
