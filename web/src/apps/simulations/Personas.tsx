import { Button, Chip, Paper, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { useMay } from '../../shared/access'
import { useAct } from '../../shared/acts'
import { answered, api, listed } from '../../shared/api/client'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { More } from '../../shared/layout/More'
import { usePages } from '../../shared/pages'
import type { App } from '../AppPart'
import { useWords } from '../words'
import { PersonaForm } from './PersonaForm'
import type { Persona } from './simulations'

/** Ask for an app's personas. */
export function usePersonas(appId: string) {
  return usePages(['personas', appId], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/personas', {
        params: { path: { appId }, query: { limit: 50, cursor: cursor ?? null } },
      }),
    ),
  )
}

/** Whom an app is to get on with. */
export function Personas({ app }: { app: App }) {
  const t = useWords()
  const personas = usePersonas(app.id)
  if (personas.error) return <Failure problem={personas.error} again={personas.again} />
  if (!personas.items) return <Loading />
  if (personas.items.length === 0) return <Empty title={t('personas.none')} text={t('personas.noneText')} />
  return (
    <Stack spacing={1.5}>
      {personas.items.map((each) => (
        <Item key={each.id} app={app} persona={each} />
      ))}
      <More more={personas.more} asking={personas.asking} />
    </Stack>
  )
}

function Item({ app, persona }: { app: App; persona: Persona }) {
  const t = useWords()
  const writes = useMay()('app_cases:write') && app.status === 'active'
  const [edits, setEdits] = useState(false)
  const { name, goal, traits, lines, language } = persona.user
  const remove = useAct(
    () =>
      answered(
        api.DELETE('/v1/apps/{appId}/personas/{personaId}', {
          params: { path: { appId: app.id, personaId: persona.id } },
        }),
      ),
    'personas',
  )
  return (
    <Paper variant="outlined" component="article" aria-label={name} sx={{ p: 2 }}>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <Typography variant="h3" component="h3" sx={{ flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          {name}
        </Typography>
        <Chip size="small" variant="outlined" label={language} />
        <Chip size="small" variant="outlined" label={t(lines?.length ? 'personas.scripted' : 'personas.played')} />
      </Stack>
      <Typography dir="auto" sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {goal}
      </Typography>
      {traits && (
        <Typography variant="body2" dir="auto" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {traits}
        </Typography>
      )}
      {writes && (
        <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
          <Button size="small" disabled={remove.isPending} onClick={() => setEdits(true)}>
            {t('personas.edit')}
          </Button>
          <ConfirmButton
            size="small"
            color="error"
            disabled={remove.isPending}
            question={t('personas.deleteQuestion', { name })}
            text={t('personas.deleteText')}
            act={() => remove.mutate()}
          >
            {t('personas.delete')}
          </ConfirmButton>
        </Stack>
      )}
      {edits && <PersonaForm app={app} of={persona} close={() => setEdits(false)} />}
    </Paper>
  )
}
