import { Alert, Box, Button, Chip, MenuItem, Paper, Stack, Switch, TextField, Typography } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../shared/access'
import { useAct } from '../../shared/acts'
import { answered, api, listed, type Schemas } from '../../shared/api/client'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { More } from '../../shared/layout/More'
import { usePages } from '../../shared/pages'
import { type App, AppPart } from '../AppPart'
import { useWords } from '../words'
import { FlagEditor } from './FlagEditor'
import { shares } from './flags'
import { History } from './History'
import { NewFlag } from './NewFlag'
import { RollOut } from './RollOut'

type Flag = Schemas['FlagView']

/** An app's flags in one of its environments. */
export function Flags() {
  return <AppPart part="/flags">{(app) => <Environment key={app.id} app={app} />}</AppPart>
}

function Environment({ app }: { app: App }) {
  const t = useWords()
  const may = useMay()
  const [environment, setEnvironment] = useState(app.environments[0] ?? '')
  const [adding, setAdding] = useState(false)
  const flags = usePages(['flags', app.id, environment], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/environments/{environment}/flags', {
        params: { path: { appId: app.id, environment }, query: { status: 'active', cursor: cursor ?? null } },
      }),
    ),
  )
  const create = may('flags:write') && (
    <Button variant="contained" onClick={() => setAdding(true)}>
      {t('flags.create')}
    </Button>
  )
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, justifyContent: 'space-between' }}>
        <TextField
          select
          size="small"
          label={t('keys.environment')}
          value={environment}
          onChange={(event) => setEnvironment(event.target.value)}
          sx={{ minWidth: 180 }}
        >
          {app.environments.map((each) => (
            <MenuItem key={each} value={each}>
              {each}
            </MenuItem>
          ))}
        </TextField>
        {flags.items && flags.items.length > 0 && create}
      </Box>
      {flags.error ? (
        <Failure problem={flags.error} again={flags.again} />
      ) : !flags.items ? (
        <Loading />
      ) : flags.items.length === 0 ? (
        <Empty title={t('flags.none')} text={t('flags.noneText')} action={create} />
      ) : (
        flags.items.map((flag) => <FlagPaper key={flag.key} flag={flag} others={flags.items ?? []} />)
      )}
      <More more={flags.more} asking={flags.asking} />
      {adding && <NewFlag app={app} environment={environment} close={() => setAdding(false)} />}
    </>
  )
}

function FlagPaper({ flag, others }: { flag: Flag; others: Flag[] }) {
  const t = useWords()
  const may = useMay()
  const queries = useQueryClient()
  const [open, setOpen] = useState<'edit' | 'rollOut' | 'history' | null>(null)
  const { definition } = flag
  const path = { appId: flag.appId, environment: flag.environment, flagKey: flag.key }
  const turn = useMutation({
    mutationFn: (enabled: boolean) =>
      answered(
        api.PATCH('/v1/apps/{appId}/environments/{environment}/flags/{flagKey}', {
          params: { path },
          body: { definition: { enabled } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['flags', flag.appId, flag.environment] }),
  })
  const archive = useAct(
    () =>
      answered(
        api.POST('/v1/apps/{appId}/environments/{environment}/flags/{flagKey}/archive', {
          params: { path },
          body: { note: '' },
        }),
      ),
    'flags',
  )
  const enabled = definition.enabled ?? true
  const writes = may('flags:write')
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h2" sx={{ flexGrow: 1, fontFamily: 'monospace', overflowWrap: 'anywhere' }}>
          {flag.key}
        </Typography>
        <Switch
          checked={enabled}
          disabled={!writes || turn.isPending}
          onChange={(event) => turn.mutate(event.target.checked)}
          slotProps={{ input: { 'aria-label': t('flags.switch', { key: flag.key }) } }}
        />
      </Box>
      <Typography sx={{ color: 'text.secondary' }}>{definition.description}</Typography>
      {!enabled && (
        <Alert severity="warning" sx={{ my: 1 }}>
          {t('flags.off', { variant: definition.off })}
        </Alert>
      )}
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', my: 1 }}>
        {(definition.prerequisites ?? []).map((each) => (
          <Chip
            key={each.flag}
            size="small"
            variant="outlined"
            label={t('flags.needs', { flag: each.flag, variants: each.variants.join(', ') })}
          />
        ))}
        {(definition.rules ?? []).map((rule) => (
          <Chip key={rule.name} size="small" variant="outlined" label={t('flags.rule', { name: rule.name })} />
        ))}
        {shares(definition.otherwise).map(({ variant, percent }) => (
          <Chip key={variant} size="small" label={`${variant} ${percent} %`} />
        ))}
      </Stack>
      {writes && (
        <>
          <Button size="small" onClick={() => setOpen('edit')}>
            {t('flags.edit')}
          </Button>
          <Button size="small" onClick={() => setOpen('rollOut')}>
            {t('flags.rollOut')}
          </Button>
        </>
      )}
      <Button size="small" onClick={() => setOpen('history')}>
        {t('flags.history')}
      </Button>
      {writes && (
        <ConfirmButton
          size="small"
          color="error"
          disabled={archive.isPending}
          question={t('flags.archiveQuestion', { key: flag.key })}
          text={t('flags.archiveText')}
          act={() => archive.mutate()}
        >
          {t('app.archive')}
        </ConfirmButton>
      )}
      {open === 'edit' && <FlagEditor flag={flag} others={others} close={() => setOpen(null)} />}
      {open === 'rollOut' && <RollOut flag={flag} close={() => setOpen(null)} />}
      {open === 'history' && <History flag={flag} close={() => setOpen(null)} />}
    </Paper>
  )
}
