import MoreVert from '@mui/icons-material/MoreVert'
import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  IconButton,
  Menu,
  MenuItem,
  Typography,
} from '@mui/material'
import { useId, useState } from 'react'
import { useMay } from '../shared/access'
import { useAct } from '../shared/acts'
import { answered, api, type Schemas } from '../shared/api/client'
import { useTranslate } from '../shared/i18n'
import { FormDialog } from '../shared/layout/FormDialog'
import { RoleField } from './InviteMember'
import type { GivenRole } from './RoleName'
import { useWords } from './words'

type Asked = 'deactivate' | 'reactivate' | 'remove' | 'transfer' | 'erase'

/** What can be done about a member. */
export function MemberMenu({ member }: { member: Schemas['MemberView'] }) {
  const t = useWords()
  const may = useMay()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [changes, setChanges] = useState(false)
  const [asked, setAsked] = useState<Asked | null>(null)
  const choose = (next: Asked) => () => {
    setAnchor(null)
    setAsked(next)
  }
  const isOwner = member.role === 'owner'
  return (
    <>
      <IconButton
        aria-label={t('members.menu', { name: member.displayName })}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreVert />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {!isOwner && (
          <MenuItem
            onClick={() => {
              setAnchor(null)
              setChanges(true)
            }}
          >
            {t('members.changeRole')}
          </MenuItem>
        )}
        <MenuItem onClick={choose(member.isActive ? 'deactivate' : 'reactivate')}>
          {t(member.isActive ? 'members.deactivate' : 'members.reactivate')}
        </MenuItem>
        {may('ownership:transfer') && !isOwner && (
          <MenuItem onClick={choose('transfer')}>{t('members.transfer')}</MenuItem>
        )}
        <MenuItem onClick={choose('remove')}>{t('members.remove')}</MenuItem>
        {may('privacy:manage') && <MenuItem onClick={choose('erase')}>{t('members.erase')}</MenuItem>}
      </Menu>
      <ChangeRole member={member} open={changes} close={() => setChanges(false)} />
      <Confirm member={member} asked={asked} close={() => setAsked(null)} />
    </>
  )
}

function ChangeRole({ member, open, close }: { member: Schemas['MemberView']; open: boolean; close: () => void }) {
  const t = useWords()
  const [role, setRole] = useState(member.role as GivenRole)
  const change = useAct(async () => {
    const params = { path: { memberId: member.id } }
    await answered(api.PATCH('/v1/members/{memberId}', { params, body: { role } }))
    close()
  }, 'members')
  return (
    <FormDialog
      title={t('members.changeRoleOf', { name: member.displayName })}
      submit={t('act.save')}
      open={open}
      busy={change.isPending}
      close={close}
      act={() => change.mutate()}
    >
      <RoleField role={role} choose={setRole} />
    </FormDialog>
  )
}

function Confirm({ member, asked, close }: { member: Schemas['MemberView']; asked: Asked | null; close: () => void }) {
  const t = useWords()
  const shared = useTranslate()
  const heading = useId()
  const params = { path: { memberId: member.id } }
  const acts: Record<Asked, () => Promise<unknown>> = {
    deactivate: () => answered(api.POST('/v1/members/{memberId}/deactivate', { params })),
    reactivate: () => answered(api.POST('/v1/members/{memberId}/reactivate', { params })),
    remove: () => answered(api.DELETE('/v1/members/{memberId}', { params })),
    transfer: () => answered(api.POST('/v1/members/{memberId}/transfer-ownership', { params, body: {} })),
    erase: () => answered(api.POST('/v1/members/{memberId}/erasure', { params })),
  }
  const act = useAct((what: Asked) => acts[what]().finally(close), 'members', 'permissions')
  if (asked === null) return null
  return (
    <Dialog open onClose={close} aria-labelledby={heading}>
      <DialogTitle id={heading}>{t(`members.${asked}Question`, { name: member.displayName })}</DialogTitle>
      <DialogContent>
        <Typography>{t(`members.${asked}Text`)}</Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{shared('confirm.cancel')}</Button>
        <Button variant="contained" color="error" loading={act.isPending} onClick={() => act.mutate(asked)}>
          {t(`members.${asked}`)}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
