import { Alert, Button, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useParams } from 'react-router'
import { useAct } from '../../shared/acts'
import { answered, api, type Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { Confirm } from '../../shared/layout/Confirm'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { NotFound } from '../../shared/layout/NotFound'
import { Page } from '../../shared/layout/Page'
import { session } from '../../shared/session'
import { useWords } from '../words'
import { Events } from './Events'
import { SourceSecret } from './SourceSecret'
import { SourceState } from './Sources'
import { useSources } from './useSources'

type Made = Schemas['InboundSourceWithSecret']
const OVERLAPS = [24, 168, 0]

/** One source: where its messages go, what it sent, and its secret renewed or revoked. */
export function Source() {
  const t = useWords()
  const { time } = useFormats()
  const { sourceId = '' } = useParams()
  const tenantId = session((state) => state.tenantId)
  const sources = useSources()
  const [rotates, setRotates] = useState(false)
  const [overlapHours, setOverlap] = useState(24)
  const [made, setMade] = useState<Made | null>(null)
  const params = { path: { sourceId } }
  const rotate = useAct(async () => {
    setMade(
      await answered(api.POST('/v1/inbound-sources/{sourceId}/rotate-secret', { params, body: { overlapHours } })),
    )
    setRotates(false)
  }, 'inbound-sources')
  const revoke = useAct(
    () => answered(api.POST('/v1/inbound-sources/{sourceId}/revoke', { params })),
    'inbound-sources',
  )
  if (sources.error) return <Failure problem={sources.error} again={sources.again} />
  if (!sources.items) return <Loading />
  const source = sources.items.find(({ id }) => id === sourceId)
  if (!source) return <NotFound />
  return (
    <Page
      title={source.name}
      trail={[{ path: '/settings/inbound', name: t('inbound.title') }]}
      about={
        <Stack spacing={1} sx={{ alignItems: 'start' }}>
          <SourceState source={source} />
          <Typography component="span" sx={{ overflowWrap: 'anywhere' }}>
            {t('inbound.address')} <code>{`${window.location.origin}/v1/inbound/${tenantId}/${source.id}`}</code>
          </Typography>
        </Stack>
      }
      actions={
        !source.revokedAt && (
          <>
            <Button variant="outlined" onClick={() => setRotates(true)}>
              {t('inbound.rotate')}
            </Button>
            <ConfirmButton
              color="error"
              loading={revoke.isPending}
              question={t('inbound.revokeQuestion', { name: source.name })}
              text={t('inbound.revokeText')}
              act={() => revoke.mutate()}
            >
              {t('inbound.revoke')}
            </ConfirmButton>
          </>
        )
      }
    >
      {source.previousSecretUntil && Date.parse(source.previousSecretUntil) > Date.now() && (
        <Alert severity="info">{t('inbound.bothSecrets', { at: time(source.previousSecretUntil) })}</Alert>
      )}
      <Events sourceId={source.id} />
      <Confirm
        open={rotates}
        title={t('inbound.rotateQuestion')}
        text={t('inbound.rotateText')}
        action={t('inbound.rotate')}
        pending={rotate.isPending}
        confirm={() => rotate.mutate()}
        close={() => setRotates(false)}
      >
        <TextField
          select
          fullWidth
          label={t('inbound.overlap')}
          value={overlapHours}
          onChange={(event) => setOverlap(Number(event.target.value))}
        >
          {OVERLAPS.map((each) => (
            <MenuItem key={each} value={each}>
              {t(each === 0 ? 'inbound.overlap.none' : each === 24 ? 'inbound.overlap.day' : 'inbound.overlap.week')}
            </MenuItem>
          ))}
        </TextField>
      </Confirm>
      <SourceSecret made={made} close={() => setMade(null)} />
    </Page>
  )
}
