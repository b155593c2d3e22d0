import { Button, Chip, Stack, TableCell, TableRow, Typography } from '@mui/material'
import { useState } from 'react'
import { useAct } from '../shared/acts'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { Empty } from '../shared/layout/Empty'
import { Page } from '../shared/layout/Page'
import { Rows } from '../shared/layout/Rows'
import { usePages } from '../shared/pages'
import { NewApiKey } from './NewApiKey'
import { usePermissionNames } from './permissions'
import { Secret } from './Secret'
import { useWords } from './words'

type ApiKey = Schemas['ApiKeyView']

/** What programs use to call the API. */
export function ApiKeys() {
  const t = useWords()
  const [asks, setAsks] = useState(false)
  const [token, setToken] = useState<string | null>(null)
  const keys = usePages(['api-keys'], (cursor) =>
    listed(api.GET('/v1/api-keys', { params: { query: { limit: 50, cursor } } })),
  )
  const create = (
    <Button variant="contained" onClick={() => setAsks(true)}>
      {t('keys.create')}
    </Button>
  )
  return (
    <Page title={t('keys.title')} about={t('keys.about')} actions={keys.items?.length ? create : undefined}>
      <Rows
        name={t('keys.title')}
        list={keys}
        head={[t('keys.name'), t('keys.scopes'), t('keys.used'), t('keys.expires'), t('act.actions')]}
        row={(key) => <KeyRow key={key.id} apiKey={key} rotated={setToken} />}
        empty={<Empty title={t('keys.none')} text={t('keys.noneText')} action={create} />}
      />
      {asks && (
        <NewApiKey
          close={() => setAsks(false)}
          created={(made) => {
            setAsks(false)
            setToken(made)
          }}
        />
      )}
      <Secret title={t('keys.token')} secret={token} close={() => setToken(null)} />
    </Page>
  )
}

function KeyRow({ apiKey, rotated }: { apiKey: ApiKey; rotated: (token: string | null) => void }) {
  const t = useWords()
  const { both } = usePermissionNames()
  const { date } = useFormats()
  const params = { path: { apiKeyId: apiKey.id } }
  const revoke = useAct(() => answered(api.POST('/v1/api-keys/{apiKeyId}/revoke', { params })), 'api-keys')
  const rotate = useAct(async () => {
    const made = await answered(api.POST('/v1/api-keys/{apiKeyId}/rotate', { params, body: {} }))
    rotated(made.token ?? null)
  }, 'api-keys')
  const isOver = apiKey.revokedAt !== null || (apiKey.expiresAt !== null && Date.parse(apiKey.expiresAt) < Date.now())
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {apiKey.name}{' '}
        {apiKey.revokedAt && <Chip size="small" color="error" variant="outlined" label={t('keys.revoked')} />}
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('keys.ends', { four: apiKey.lastFour })}
        </Typography>
      </TableCell>
      <TableCell>
        <Stack direction="row" spacing={0.5} useFlexGap sx={{ flexWrap: 'wrap', maxWidth: 320 }}>
          {apiKey.scopes.slice(0, 3).map((each) => (
            <Chip key={each} size="small" label={both(each)} />
          ))}
          {apiKey.scopes.length > 3 && <Chip size="small" label={`+${apiKey.scopes.length - 3}`} />}
        </Stack>
      </TableCell>
      <TableCell>{apiKey.lastUsedAt ? date(apiKey.lastUsedAt) : t('keys.unused')}</TableCell>
      <TableCell>{apiKey.expiresAt ? date(apiKey.expiresAt) : t('keys.never')}</TableCell>
      <TableCell>
        {!isOver && (
          <Stack direction="row">
            <ConfirmButton
              size="small"
              question={t('keys.rotateQuestion', { name: apiKey.name })}
              text={t('keys.rotateText')}
              act={() => rotate.mutate()}
            >
              {t('keys.rotate')}
            </ConfirmButton>
            <ConfirmButton
              size="small"
              color="error"
              question={t('keys.revokeQuestion', { name: apiKey.name })}
              text={t('keys.revokeText')}
              act={() => revoke.mutate()}
            >
              {t('keys.revoke')}
            </ConfirmButton>
          </Stack>
        )}
      </TableCell>
    </TableRow>
  )
}
