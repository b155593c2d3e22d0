import { Alert, Button, Chip, Paper, Stack, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { useAct } from '../shared/acts'
import { answered, api, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { Failure } from '../shared/layout/Failure'
import { FormDialog } from '../shared/layout/FormDialog'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { useWords } from './words'

/** Which makers of models can be called, and by which keys. */
export function Providers() {
  const t = useWords()
  const providers = useQuery({ queryKey: ['providers'], queryFn: () => answered(api.GET('/v1/providers')) })
  if (providers.error) return <Failure problem={providers.error} again={providers.refetch} />
  if (!providers.data) return <Loading />
  return (
    <Page title={t('providers.title')} about={t('providers.about')}>
      <Stack spacing={2}>
        {providers.data.providers.map((each) => (
          <Provider key={each.id} provider={each} />
        ))}
      </Stack>
    </Page>
  )
}

function Provider({ provider }: { provider: Schemas['ProviderView'] }) {
  const t = useWords()
  const { date } = useFormats()
  const mayManage = useMay()('providers:manage')
  const params = { path: { provider: provider.id } }
  const [asks, setAsks] = useState(false)
  const [key, setKey] = useState('')
  const set = useAct(async () => {
    await answered(api.PUT('/v1/providers/{provider}/key', { params, body: { key } }))
    setKey('')
    setAsks(false)
  }, 'providers')
  const remove = useAct(() => answered(api.DELETE('/v1/providers/{provider}/key', { params })), 'providers')
  const test = useAct(() => answered(api.POST('/v1/providers/{provider}/test', { params })), 'providers')
  return (
    <Paper variant="outlined" component="section" aria-label={provider.label} sx={{ p: 2 }}>
      <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h2" sx={{ flexGrow: 1 }}>
          {provider.label}
        </Typography>
        <Chip
          size="small"
          variant="outlined"
          color={provider.usable ? 'success' : 'default'}
          label={t(provider.usable ? 'providers.usable' : provider.needsKey ? 'providers.noKey' : 'providers.notSet')}
        />
        {mayManage && (
          <>
            {provider.usable && (
              <Button size="small" onClick={() => test.mutate()} loading={test.isPending}>
                {t('providers.test')}
              </Button>
            )}
            {provider.needsKey && (
              <Button size="small" onClick={() => setAsks(true)}>
                {t(provider.key ? 'providers.replace' : 'providers.set')}
              </Button>
            )}
            {provider.key && (
              <ConfirmButton
                size="small"
                color="error"
                question={t('providers.removeQuestion', { name: provider.label })}
                text={t('providers.removeText')}
                act={() => remove.mutate()}
              >
                {t('providers.remove')}
              </ConfirmButton>
            )}
          </>
        )}
      </Stack>
      <Typography sx={{ color: 'text.secondary' }}>
        {provider.key
          ? t('providers.keyEnds', { four: provider.key.lastFour, date: date(provider.key.setAt) })
          : t(provider.needsKey ? 'providers.needsKey' : 'providers.needsNone')}
      </Typography>
      {test.data && (
        <Alert severity={test.data.usable ? 'success' : 'error'} sx={{ mt: 1 }}>
          {test.data.problem?.message ?? t('providers.works', { count: test.data.models?.length ?? 0 })}
        </Alert>
      )}
      <FormDialog
        title={t('providers.setFor', { name: provider.label })}
        submit={t('act.save')}
        open={asks}
        busy={set.isPending}
        ready={key.trim() !== ''}
        close={() => setAsks(false)}
        act={() => set.mutate()}
      >
        <TextField
          type="password"
          autoComplete="off"
          label={t('providers.key')}
          helperText={t('providers.keyText')}
          value={key}
          onChange={(event) => setKey(event.target.value)}
        />
      </FormDialog>
    </Paper>
  )
}
