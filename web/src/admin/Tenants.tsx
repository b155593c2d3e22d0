import { Button, Chip, MenuItem, Stack, TableCell, TableRow, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useAct } from '../shared/acts'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { Empty } from '../shared/layout/Empty'
import { FormDialog } from '../shared/layout/FormDialog'
import { Rows } from '../shared/layout/Rows'
import { usePages } from '../shared/pages'
import { TenantBackups } from './TenantBackups'
import { TenantUsage } from './TenantUsage'
import { useWords } from './words'

type Tenant = Schemas['ListedTenant']

const STATES: Tenant['state'][] = ['active', 'suspended', 'closing', 'closed']
const COLOURS = { active: 'success', suspended: 'error', closing: 'warning', closed: 'default' } as const

/** The companies: their plan, their state, what they use. */
export function Tenants() {
  const t = useWords()
  const [state, setState] = useState<Tenant['state'] | ''>('')
  const tenants = usePages(['platform-tenants', state], (cursor) =>
    listed(api.GET('/v1/platform/tenants', { params: { query: { limit: 25, cursor, ...(state && { state }) } } })),
  )
  return (
    <Stack spacing={2}>
      <TextField
        select
        size="small"
        label={t('tenants.state')}
        value={state}
        onChange={(event) => setState(STATES.find((each) => each === event.target.value) ?? '')}
        sx={{ width: 200 }}
      >
        <MenuItem value="">{t('tenants.all')}</MenuItem>
        {STATES.map((each) => (
          <MenuItem key={each} value={each}>
            {t(`tenants.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      <Rows
        name={t('tenants.title')}
        list={tenants}
        head={[t('tenants.name'), t('tenants.plan'), t('tenants.state'), t('tenants.used'), t('tenants.actions')]}
        row={(each) => <TenantLine key={each.id} tenant={each} />}
        empty={<Empty title={t('tenants.none')} text={t('tenants.noneText')} />}
      />
    </Stack>
  )
}

function TenantLine({ tenant }: { tenant: Tenant }) {
  const t = useWords()
  const { date, number } = useFormats()
  const [looks, setLooks] = useState(false)
  const [backs, setBacks] = useState(false)
  const [suspends, setSuspends] = useState(false)
  const [reason, setReason] = useState('')
  const params = { path: { tenantId: tenant.id } }
  const suspend = useAct(async () => {
    await answered(api.POST('/v1/platform/tenants/{tenantId}/suspend', { params, body: { reason } }))
    setSuspends(false)
  }, 'platform-tenants')
  const resume = useAct(
    () => answered(api.POST('/v1/platform/tenants/{tenantId}/resume', { params })),
    'platform-tenants',
  )
  const used = tenant.used as Record<string, number | undefined>
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {tenant.name}
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {tenant.subdomain}, {t('tenants.since', { date: date(tenant.createdAt) })}
        </Typography>
      </TableCell>
      <TableCell>{tenant.plan ?? t('tenants.default')}</TableCell>
      <TableCell>
        <Chip size="small" variant="outlined" color={COLOURS[tenant.state]} label={t(`tenants.${tenant.state}`)} />
        <Typography variant="body2">{tenant.suspension?.reason}</Typography>
      </TableCell>
      <TableCell>
        {t('tenants.figures', {
          assessments: number(used.assessments ?? 0),
          execution: number(used.execution_seconds ?? used.executionSeconds ?? 0),
        })}
      </TableCell>
      <TableCell>
        <Stack direction="row">
          <Button size="small" onClick={() => setLooks(true)}>
            {t('tenants.open')}
          </Button>
          <Button size="small" onClick={() => setBacks(true)}>
            {t('backups.open')}
          </Button>
          {tenant.state === 'active' && (
            <Button size="small" color="error" onClick={() => setSuspends(true)}>
              {t('tenants.suspend')}
            </Button>
          )}
          {tenant.state === 'suspended' && tenant.suspension?.by === 'platform' && (
            <ConfirmButton
              size="small"
              question={t('tenants.resumeQuestion', { name: tenant.name })}
              text={t('tenants.resumeText')}
              act={() => resume.mutate()}
            >
              {t('tenants.resume')}
            </ConfirmButton>
          )}
        </Stack>
        {backs && <TenantBackups tenantId={tenant.id} name={tenant.name} close={() => setBacks(false)} />}
        {looks && <TenantUsage tenantId={tenant.id} name={tenant.name} close={() => setLooks(false)} />}
        <FormDialog
          title={t('tenants.suspendOf', { name: tenant.name })}
          submit={t('tenants.suspend')}
          open={suspends}
          busy={suspend.isPending}
          ready={reason.trim() !== ''}
          close={() => setSuspends(false)}
          act={() => suspend.mutate()}
        >
          <TextField
            label={t('tenants.reason')}
            multiline
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </FormDialog>
      </TableCell>
    </TableRow>
  )
}
