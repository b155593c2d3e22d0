import { Alert, Box, Button, Chip, Link, Paper, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { brief } from '../../cards/cases'
import { useMay } from '../../shared/access'
import { useAct } from '../../shared/acts'
import { answered, api, type Schemas } from '../../shared/api/client'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import { notices } from '../../shared/notices'
import type { App } from '../AppPart'
import { ModelDialog } from '../ModelDialog'
import { readable } from '../traces/waterfall'
import { useWords } from '../words'
import { CaseForm } from './CaseForm'
import type { Case } from './cases'

const COLOURS = { proposed: 'warning', accepted: 'success', rejected: 'default' } as const

/** A case: what is asked and must hold, where it comes from, and what is to be decided about it. */
export function CaseItem({ app, of, folders }: { app: App; of: Case; folders: string[] }) {
  const t = useWords()
  const may = useMay()
  const [open, setOpen] = useState<'edit' | 'reword' | null>(null)
  const params = { path: { appId: app.id, caseId: of.id } }
  const review = useAct(
    (decision: 'accepted' | 'rejected') =>
      answered(api.POST('/v1/apps/{appId}/cases/{caseId}/review', { params, body: { decision } })),
    'cases',
  )
  const reword = useAct(async (provider: Schemas['ProviderSettings']) => {
    const done = await answered(api.POST('/v1/apps/{appId}/cases/{caseId}/rewordings', { params, body: { provider } }))
    setOpen(null)
    if (done.byModel) notices.getState().say(t('cases.reworded'))
    else notices.getState().tell(t('cases.notReworded', { why: done.problem?.message ?? '' }))
  }, 'cases')
  const remove = useAct(() => answered(api.DELETE('/v1/apps/{appId}/cases/{caseId}', { params })), 'cases')
  const busy = review.isPending || remove.isPending
  const writes = may('app_cases:write') && app.status === 'active'
  return (
    <Paper variant="outlined" component="article" aria-label={of.title} sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography variant="h3" component="h2" sx={{ flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          {of.title}
        </Typography>
        {of.folder && <Chip size="small" variant="outlined" label={of.folder} />}
        <Chip size="small" color={COLOURS[of.status]} variant="outlined" label={t(`cases.${of.status}`)} />
      </Box>
      <Box component="dl" sx={{ m: 0, mt: 1, display: 'grid', gap: 0.5 }}>
        {Object.entries(of.vars).map(([name, value]) => (
          <Box key={name}>
            <Typography component="dt" variant="caption" sx={{ color: 'text.secondary' }}>
              {name}
            </Typography>
            <Typography
              component="dd"
              dir="auto"
              sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 160, overflow: 'hidden' }}
            >
              {readable(value)}
            </Typography>
          </Box>
        ))}
      </Box>
      {of.assertions.length === 0 ? (
        <Alert severity="info" sx={{ mt: 1 }}>
          {t('cases.nothingAsserted')}
        </Alert>
      ) : (
        <Box component="ul" aria-label={t('cases.assertions')} sx={{ mt: 1, mb: 0, pl: 2.5 }}>
          {of.assertions.map((assertion, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: assertions have no other name
            <Typography key={place} component="li" variant="body2" dir="auto" sx={{ overflowWrap: 'anywhere' }}>
              {brief(assertion).slice(0, 300)}
            </Typography>
          ))}
        </Box>
      )}
      <Origin app={app} of={of} />
      {writes && (
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', mt: 1.5 }}>
          {of.status !== 'accepted' && (
            <Button
              size="small"
              variant={of.status === 'proposed' ? 'contained' : 'text'}
              disabled={busy}
              onClick={() => review.mutate('accepted')}
            >
              {t('cases.accept')}
            </Button>
          )}
          {of.status !== 'rejected' && (
            <Button size="small" disabled={busy} onClick={() => review.mutate('rejected')}>
              {t('cases.refuse')}
            </Button>
          )}
          <Button size="small" disabled={busy} onClick={() => setOpen('edit')}>
            {t('cases.edit')}
          </Button>
          {of.status === 'proposed' && (
            <Button size="small" disabled={busy} onClick={() => setOpen('reword')}>
              {t('cases.reword')}
            </Button>
          )}
          <ConfirmButton
            size="small"
            color="error"
            disabled={busy}
            question={t('cases.deleteQuestion', { title: of.title })}
            text={t('cases.deleteText')}
            act={() => remove.mutate()}
          >
            {t('cases.delete')}
          </ConfirmButton>
        </Stack>
      )}
      {open === 'edit' && <CaseForm app={app} of={of} folders={folders} close={() => setOpen(null)} />}
      {open === 'reword' && (
        <ModelDialog
          title={t('cases.rewordTitle')}
          text={t('cases.rewordText')}
          submit={t('cases.reword')}
          busy={reword.isPending}
          close={() => setOpen(null)}
          act={(provider) => reword.mutate(provider)}
        />
      )}
    </Paper>
  )
}

function Origin({ app, of }: { app: App; of: Case }) {
  const t = useWords()
  const may = useMay()
  if (!of.traceId && !of.knowledgeKey) return null
  return (
    <Typography variant="body2" sx={{ mt: 1, color: 'text.secondary', overflowWrap: 'anywhere' }}>
      {of.knowledgeKey && t('cases.fromKnowledge', { key: of.knowledgeKey })}
      {of.traceId && t(of.findingId ? 'cases.fromFinding' : 'cases.fromTrace')}{' '}
      {of.traceId && may('traces:read') && (
        <Link component={RouterLink} to={`/apps/${app.id}/traces/${of.traceId}`}>
          {t('cases.openTrace')}
        </Link>
      )}
    </Typography>
  )
}
