import { Alert, Button, Chip, Link, Stack } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useAct } from '../shared/acts'
import { answered, api } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { Deliveries } from './Deliveries'
import { Secret } from './Secret'
import { type WantedWebhook, WebhookForm } from './WebhookForm'
import { WebhookStatus } from './Webhooks'
import { useWords } from './words'

/** One webhook: whether it delivers, what it delivered, and its secret renewed. */
export function Webhook() {
  const t = useWords()
  const { time } = useFormats()
  const navigate = useNavigate()
  const { webhookId = '' } = useParams()
  const params = { path: { webhookId } }
  const [edits, setEdits] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const webhook = useQuery({
    queryKey: ['webhooks', webhookId],
    queryFn: () => answered(api.GET('/v1/webhooks/{webhookId}', { params })),
  })
  const changed = ['webhooks', 'deliveries'] as const
  const save = useAct(
    async (body: WantedWebhook) => {
      await answered(api.PATCH('/v1/webhooks/{webhookId}', { params, body }))
      setEdits(false)
    },
    ...changed,
  )
  const ping = useAct(() => answered(api.POST('/v1/webhooks/{webhookId}/ping', { params })), ...changed)
  const enable = useAct(() => answered(api.POST('/v1/webhooks/{webhookId}/enable', { params })), ...changed)
  const disable = useAct(() => answered(api.POST('/v1/webhooks/{webhookId}/disable', { params })), ...changed)
  const rotate = useAct(
    async () => {
      const renewed = await answered(api.POST('/v1/webhooks/{webhookId}/rotate-secret', { params, body: {} }))
      setSecret(renewed.secret ?? null)
    },
    ...changed,
  )
  const remove = useAct(async () => {
    await answered(api.DELETE('/v1/webhooks/{webhookId}', { params }))
    await navigate('/settings/webhooks')
  }, 'webhooks')
  if (webhook.error) return <Failure problem={webhook.error} again={webhook.refetch} />
  if (!webhook.data) return <Loading />
  const isOn = webhook.data.status === 'enabled'
  return (
    <Page
      title={new URL(webhook.data.url).host}
      trail={[{ path: '/settings/webhooks', name: t('webhooks.title') }]}
      about={
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <WebhookStatus webhook={webhook.data} />
          <Link href={webhook.data.url} rel="noreferrer" target="_blank" sx={{ overflowWrap: 'anywhere' }}>
            {webhook.data.url}
          </Link>
          {webhook.data.eventTypes.map((each) => (
            <Chip key={each} size="small" label={each === '*' ? t('webhooks.all') : each} />
          ))}
        </Stack>
      }
      actions={
        <>
          <Button onClick={() => setEdits(true)}>{t('act.edit')}</Button>
          <ConfirmButton
            question={t('webhooks.rotateQuestion')}
            text={t('webhooks.rotateText')}
            act={() => rotate.mutate()}
          >
            {t('webhooks.rotate')}
          </ConfirmButton>
          {isOn ? (
            <Button onClick={() => disable.mutate()} loading={disable.isPending}>
              {t('webhooks.disable')}
            </Button>
          ) : (
            <Button variant="contained" onClick={() => enable.mutate()} loading={enable.isPending}>
              {t('webhooks.enable')}
            </Button>
          )}
          <ConfirmButton
            color="error"
            question={t('webhooks.deleteQuestion')}
            text={t('webhooks.deleteText')}
            act={() => remove.mutate()}
          >
            {t('webhooks.delete')}
          </ConfirmButton>
          {isOn && (
            <Button variant="contained" onClick={() => ping.mutate()} loading={ping.isPending}>
              {t('webhooks.ping')}
            </Button>
          )}
        </>
      }
    >
      {webhook.data.previousSecretUntil && (
        <Alert severity="info">{t('webhooks.bothSecrets', { at: time(webhook.data.previousSecretUntil) })}</Alert>
      )}
      <Deliveries webhookId={webhookId} />
      {edits && (
        <WebhookForm
          title={t('act.edit')}
          webhook={webhook.data}
          busy={save.isPending}
          close={() => setEdits(false)}
          save={(wanted) => save.mutate(wanted)}
        />
      )}
      <Secret title={t('webhooks.secret')} secret={secret} close={() => setSecret(null)} />
    </Page>
  )
}
