import { Button, List, ListItem, ListItemText, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useAct } from '../shared/acts'
import { answered, api, listed } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { FormDialog } from '../shared/layout/FormDialog'
import { usePages } from '../shared/pages'
import { RoleName, roleWord } from './RoleName'
import { Section } from './Section'
import { useWords } from './words'

const HOURS = [1, 4, 24, 72]
const ROLES = ['viewer', 'recruiter', 'manager'] as const

/** Whom of the platform's staff the organisation lets in, as what, and until when. */
export function SupportAccess() {
  const t = useWords()
  const { time } = useFormats()
  const [asks, setAsks] = useState(false)
  const [staffUserId, setStaff] = useState('')
  const [hours, setHours] = useState(4)
  const [role, setRole] = useState<(typeof ROLES)[number]>('viewer')
  const grants = usePages(['support-grants'], (cursor) =>
    listed(api.GET('/v1/support-grants', { params: { query: { limit: 20, cursor } } })),
  )
  const grant = useAct(
    () => answered(api.POST('/v1/support-grants', { body: { staffUserId, hours, role } })).then(() => setAsks(false)),
    'support-grants',
  )
  const revoke = useAct(
    (id: string) =>
      answered(api.POST('/v1/support-grants/{staffUserId}/revoke', { params: { path: { staffUserId: id } } })),
    'support-grants',
  )
  const open = grants.items?.filter((each) => !each.revokedAt && Date.parse(each.expiresAt) > Date.now()) ?? []
  return (
    <Section title={t('support.title')} text={t('support.text')}>
      {open.length === 0 && <Typography>{t('support.none')}</Typography>}
      <List disablePadding sx={{ width: '100%' }}>
        {open.map((each) => (
          <ListItem
            key={each.id}
            disableGutters
            secondaryAction={
              <Button size="small" onClick={() => revoke.mutate(each.id)} disabled={revoke.isPending}>
                {t('support.revoke')}
              </Button>
            }
          >
            <ListItemText
              primary={<RoleName role={each.role} />}
              secondary={t('act.until', { at: time(each.expiresAt) })}
            />
          </ListItem>
        ))}
      </List>
      <Button variant="outlined" onClick={() => setAsks(true)}>
        {t('support.grant')}
      </Button>
      <FormDialog
        title={t('support.grant')}
        submit={t('support.submit')}
        open={asks}
        busy={grant.isPending}
        ready={staffUserId.trim() !== ''}
        close={() => setAsks(false)}
        act={() => grant.mutate()}
      >
        <TextField
          label={t('support.staff')}
          helperText={t('support.staffText')}
          value={staffUserId}
          onChange={(event) => setStaff(event.target.value.trim())}
        />
        <Stack direction="row" spacing={2}>
          <TextField
            select
            fullWidth
            label={t('members.role')}
            value={role}
            onChange={(event) => setRole(ROLES.find((each) => each === event.target.value) ?? 'viewer')}
          >
            {ROLES.map((each) => (
              <MenuItem key={each} value={each}>
                {t(roleWord(each))}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            fullWidth
            label={t('support.hours')}
            value={hours}
            onChange={(event) => setHours(Number(event.target.value))}
          >
            {HOURS.map((each) => (
              <MenuItem key={each} value={each}>
                {each}
              </MenuItem>
            ))}
          </TextField>
        </Stack>
      </FormDialog>
    </Section>
  )
}
