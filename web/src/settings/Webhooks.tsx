import { Button, Chip, Link, TableCell, TableRow, Typography } from '@mui/material'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { useAct } from '../shared/acts'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { Empty } from '../shared/layout/Empty'
import { Page } from '../shared/layout/Page'
import { Rows } from '../shared/layout/Rows'
import { usePages } from '../shared/pages'
import { Secret } from './Secret'
import { type WantedWebhook, WebhookForm } from './WebhookForm'
import { useWords } from './words'

/** Where other systems are told what happens here. */
export function Webhooks() {
  const t = useWords()
  const [asks, setAsks] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const webhooks = usePages(['webhooks'], (cursor) =>
    listed(api.GET('/v1/webhooks', { params: { query: { limit: 50, cursor } } })),
  )
  const create = useAct(async (body: WantedWebhook) => {
    const made = await answered(api.POST('/v1/webhooks', { body }))
    setAsks(false)
    setSecret(made.secret ?? null)
  }, 'webhooks')
  const add = (
    <Button variant="contained" onClick={() => setAsks(true)}>
      {t('webhooks.create')}
    </Button>
  )
  return (
    <Page title={t('webhooks.title')} about={t('webhooks.about')} actions={webhooks.items?.length ? add : undefined}>
      <Rows
        name={t('webhooks.title')}
        list={webhooks}
        head={[t('webhooks.url'), t('webhooks.events'), t('webhooks.status')]}
        row={(each) => (
          <TableRow key={each.id}>
            <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
              <Link component={RouterLink} to={`/settings/webhooks/${each.id}`}>
                {each.url}
              </Link>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {each.description}
              </Typography>
            </TableCell>
            <TableCell>{each.eventTypes.includes('*') ? t('webhooks.all') : each.eventTypes.join(', ')}</TableCell>
            <TableCell>
              <WebhookStatus webhook={each} />
            </TableCell>
          </TableRow>
        )}
        empty={<Empty title={t('webhooks.none')} text={t('webhooks.noneText')} action={add} />}
      />
      {asks && (
        <WebhookForm
          title={t('webhooks.create')}
          busy={create.isPending}
          close={() => setAsks(false)}
          save={(wanted) => create.mutate(wanted)}
        />
      )}
      <Secret title={t('webhooks.secret')} secret={secret} close={() => setSecret(null)} />
    </Page>
  )
}

/** Whether a webhook delivers, and if not, why. */
export function WebhookStatus({ webhook }: { webhook: Schemas['WebhookView'] }) {
  const t = useWords()
  if (webhook.status === 'enabled')
    return <Chip size="small" color="success" variant="outlined" label={t('webhooks.on')} />
  const because = webhook.disabledBecause ?? 'wanted'
  return <Chip size="small" color={because === 'wanted' ? 'default' : 'error'} label={t(`webhooks.off.${because}`)} />
}
