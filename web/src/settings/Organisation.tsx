import { Alert, Button, FormControlLabel, Stack, Switch, TextField } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { useAct } from '../shared/acts'
import { answered, api, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { session } from '../shared/session'
import { ClosingOrganisation } from './ClosingOrganisation'
import { Section } from './Section'
import { SupportAccess } from './SupportAccess'
import { TimeZone } from './TimeZone'
import { useWords } from './words'

type Tenant = Schemas['TenantView']

/** The organisation: its name, look, language, and how long data is kept. */
export function Organisation() {
  const t = useWords()
  const may = useMay()
  const { date } = useFormats()
  const tenantId = session((state) => state.tenantId)
  const tenant = useQuery({
    queryKey: ['tenant', tenantId],
    queryFn: () => answered(api.GET('/v1/tenants/{tenantId}', { params: { path: { tenantId } } })),
  })
  if (tenant.error) return <Failure problem={tenant.error} again={tenant.refetch} />
  if (!tenant.data) return <Loading />
  const since = t('organisation.since', { subdomain: tenant.data.subdomain, date: date(tenant.data.createdAt) })
  return (
    <Page title={t('organisation.title')} about={since}>
      <Stack spacing={2}>
        <Details key={tenant.data.id} tenant={tenant.data} />
        {may('support_grants:manage') && <SupportAccess />}
        {may('tenants:manage') && <ClosingOrganisation tenant={tenant.data} />}
      </Stack>
    </Page>
  )
}

function Details({ tenant }: { tenant: Tenant }) {
  const t = useWords()
  const isReader = !useMay()('tenants:write')
  const [wanted, setWanted] = useState(tenant)
  const change = (changed: Partial<Tenant>) => setWanted({ ...wanted, ...changed })
  const brand = (changed: Partial<Tenant['branding']>) => change({ branding: { ...wanted.branding, ...changed } })
  const save = useAct(
    () =>
      answered(
        api.PATCH('/v1/tenants/{tenantId}', {
          params: { path: { tenantId: tenant.id } },
          body: {
            name: wanted.name,
            branding: { ...wanted.branding },
            timeZone: wanted.timeZone,
            retentionDays: wanted.retentionDays,
            separateApproval: wanted.separateApproval,
          },
        }),
      ),
    'tenant',
    'tenants',
  )
  return (
    <Section title={t('organisation.details')} text={t('organisation.detailsText')}>
      <TextField
        label={t('organisation.name')}
        value={wanted.name}
        onChange={(event) => change({ name: event.target.value })}
        disabled={isReader}
        fullWidth
      />
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2} sx={{ width: '100%' }}>
        <Colour
          label={t('organisation.primary')}
          value={wanted.branding.primaryColor}
          choose={(primaryColor) => brand({ primaryColor })}
        />
        <Colour
          label={t('organisation.accent')}
          value={wanted.branding.accentColor}
          choose={(accentColor) => brand({ accentColor })}
        />
      </Stack>
      <TextField
        label={t('organisation.logo')}
        helperText={t('organisation.logoText')}
        type="url"
        value={wanted.branding.logoUrl ?? ''}
        onChange={(event) => brand({ logoUrl: event.target.value || null })}
        disabled={isReader}
        fullWidth
      />
      <TimeZone value={wanted.timeZone} choose={(timeZone) => change({ timeZone })} />
      <TextField
        label={t('organisation.retention')}
        helperText={t('organisation.retentionText')}
        type="number"
        value={wanted.retentionDays ?? ''}
        onChange={(event) => change({ retentionDays: event.target.value ? Number(event.target.value) : null })}
        disabled={isReader}
        fullWidth
        slotProps={{ htmlInput: { min: 1 } }}
      />
      <FormControlLabel
        disabled={isReader}
        control={
          <Switch
            checked={wanted.separateApproval}
            onChange={(event) => change({ separateApproval: event.target.checked })}
          />
        }
        label={t('organisation.separate')}
      />
      {!isReader && (
        <Button variant="contained" loading={save.isPending} onClick={() => save.mutate()}>
          {t('act.save')}
        </Button>
      )}
      {save.isSuccess && <Alert severity="success">{t('act.saved')}</Alert>}
    </Section>
  )
}

function Colour({
  label,
  value,
  choose,
}: {
  label: string
  value: string | null | undefined
  choose: (colour: string | null) => void
}) {
  return (
    <TextField
      label={label}
      type="color"
      value={value ?? '#3a4fb0'}
      onChange={(event) => choose(event.target.value)}
      fullWidth
      slotProps={{ inputLabel: { shrink: true } }}
    />
  )
}
