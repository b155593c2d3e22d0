import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link,
  MenuItem,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link as RouterLink, useNavigate } from 'react-router'
import { useMay } from '../../shared/access'
import { useAct } from '../../shared/acts'
import { answered, api, listed, type Schemas } from '../../shared/api/client'
import { FormDialog } from '../../shared/layout/FormDialog'
import { usePages } from '../../shared/pages'
import type { App } from '../AppPart'
import { ModelFields } from '../ModelDialog'
import { useWords } from '../words'

type Version = Schemas['CaseSetVersionView']

/** Make a version of a set of the accepted cases, and have a card run on it. */
export function Publish({
  app,
  folders,
  close,
  published,
}: {
  app: App
  folders: string[]
  close: () => void
  published: (caseSetId: string) => void
}) {
  const t = useWords()
  const may = useMay()
  const [folder, setFolder] = useState('')
  const [version, setVersion] = useState<Version | null>(null)
  const [runs, setRuns] = useState(false)
  const publish = useAct(
    async () => {
      const made = await answered(
        api.POST('/v1/apps/{appId}/cases/publications', {
          params: { path: { appId: app.id } },
          body: { folder: folder || null },
        }),
      )
      setVersion(made)
      published(made.caseSetId)
    },
    'case-sets',
    'case-set',
  )
  if (version && runs) return <RunCases version={version} close={close} />
  if (version)
    return (
      <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="published">
        <DialogTitle id="published">{t('cases.published')}</DialogTitle>
        <DialogContent>
          <Alert severity="success">
            {t('cases.publishedText', { number: version.number, cases: version.content.cases?.length ?? 0 })}
          </Alert>
          {may('cards:read') && (
            <Link component={RouterLink} to={`/cards/case-sets/${version.caseSetId}`} sx={{ mt: 2, display: 'block' }}>
              {t('cases.openSet')}
            </Link>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('close')}</Button>
          {may('cards:run') && (
            <Button variant="contained" onClick={() => setRuns(true)}>
              {t('cases.run')}
            </Button>
          )}
        </DialogActions>
      </Dialog>
    )
  return (
    <FormDialog
      open
      title={t('cases.publish')}
      submit={t('cases.publish')}
      busy={publish.isPending}
      close={close}
      act={() => publish.mutate()}
    >
      <Typography>{t('cases.publishText')}</Typography>
      <Alert severity="warning">{t('cases.publishWarning')}</Alert>
      <TextField
        select
        label={t('cases.folder')}
        value={folder}
        onChange={(event) => setFolder(event.target.value)}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">{t('list.all')}</MenuItem>
        {folders.map((each) => (
          <MenuItem key={each} value={each}>
            {each}
          </MenuItem>
        ))}
      </TextField>
    </FormDialog>
  )
}

/** Run the latest version of a card on a set of cases, and go to where its results come in. */
function RunCases({ version, close }: { version: Version; close: () => void }) {
  const t = useWords()
  const go = useNavigate()
  const [cardId, setCardId] = useState('')
  const [target, setTarget] = useState<Schemas['ProviderSettings'] | null>(null)
  const cards = usePages(['cards', 'to-run'], (cursor) =>
    listed(api.GET('/v1/cards', { params: { query: { limit: 100, cursor: cursor ?? null } } })),
  )
  const card = useQuery({
    queryKey: ['card', cardId, 'provider'],
    queryFn: () => answered(api.GET('/v1/cards/{cardId}', { params: { path: { cardId } } })),
    enabled: cardId !== '',
  })
  const asked = target ?? card.data?.content.provider ?? { provider: 'echo', model: '' }
  const start = useAct(async () => {
    const run = await answered(
      api.POST('/v1/cards/{cardId}/runs', {
        params: { path: { cardId } },
        body: {
          cardVersion: 'latest',
          caseSetId: version.caseSetId,
          caseSetVersion: version.number,
          providers: [asked],
          repeats: 1,
          useCache: true,
        },
      }),
    )
    go(`/cards/${cardId}/runs/${run.id}`)
  }, 'runs')
  return (
    <FormDialog
      open
      title={t('cases.run')}
      submit={t('cases.runNow')}
      busy={start.isPending}
      ready={Boolean(cardId && asked.provider)}
      close={close}
      act={() => start.mutate()}
    >
      <Typography>{t('cases.runText')}</Typography>
      {cards.items?.length === 0 && <Alert severity="info">{t('cases.noCards')}</Alert>}
      <TextField
        select
        required
        label={t('cases.card')}
        value={cardId}
        onChange={(event) => {
          setCardId(event.target.value)
          setTarget(null)
        }}
      >
        {(cards.items ?? []).map((each) => (
          <MenuItem key={each.id} value={each.id}>
            {each.name}
          </MenuItem>
        ))}
      </TextField>
      {cardId && (
        <Stack spacing={2}>
          <ModelFields target={asked} change={setTarget} />
        </Stack>
      )}
    </FormDialog>
  )
}
