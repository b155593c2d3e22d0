import { Alert, Button } from '@mui/material'
import { useAct } from '../shared/acts'
import { answered, api, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { Section } from './Section'
import { useWords } from './words'

/** Closing the organisation, and taking that back while there is time. */
export function ClosingOrganisation({ tenant }: { tenant: Schemas['TenantView'] }) {
  const t = useWords()
  const { date } = useFormats()
  const params = { path: { tenantId: tenant.id } }
  const close = useAct(() => answered(api.POST('/v1/tenants/{tenantId}/close', { params })), 'tenant')
  const restore = useAct(() => answered(api.POST('/v1/tenants/{tenantId}/restore', { params })), 'tenant')
  if (tenant.closesAt) {
    return (
      <Alert
        severity="warning"
        action={
          <Button color="inherit" size="small" loading={restore.isPending} onClick={() => restore.mutate()}>
            {t('closing.restore')}
          </Button>
        }
      >
        {t('closing.at', { date: date(tenant.closesAt) })}
      </Alert>
    )
  }
  return (
    <Section title={t('closing.title')} text={t('closing.text')}>
      <ConfirmButton
        variant="outlined"
        color="error"
        question={t('closing.question', { name: tenant.name })}
        text={t('closing.text')}
        act={() => close.mutate()}
      >
        {t('closing.act')}
      </ConfirmButton>
    </Section>
  )
}
