import { TextField } from '@mui/material'
import { useState } from 'react'
import { useAct } from '../../shared/acts'
import { answered, api } from '../../shared/api/client'
import { FormDialog } from '../../shared/layout/FormDialog'
import type { App } from '../AppPart'
import { useWords } from '../words'
import { linesIn, type Persona } from './simulations'

/** Write who talks to an app, or change it. */
export function PersonaForm({ app, of, close }: { app: App; of?: Persona; close: () => void }) {
  const t = useWords()
  const [name, setName] = useState(of?.user.name ?? '')
  const [goal, setGoal] = useState(of?.user.goal ?? '')
  const [traits, setTraits] = useState(of?.user.traits ?? '')
  const [opening, setOpening] = useState(of?.user.opening ?? '')
  const [lines, setLines] = useState((of?.user.lines ?? []).join('\n'))
  const [language, setLanguage] = useState(of?.user.language ?? 'en')
  const [patience, setPatience] = useState(String(of?.user.patience ?? 8))
  const user = {
    name: name.trim(),
    goal: goal.trim(),
    traits,
    opening,
    lines: linesIn(lines),
    language: language.trim(),
    patience: Number(patience),
  }
  const isLanguage = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$/.test(user.language)
  const isPatience = Number.isInteger(user.patience) && user.patience >= 1 && user.patience <= 20
  const save = useAct(async () => {
    const path = { appId: app.id }
    if (of)
      await answered(
        api.PUT('/v1/apps/{appId}/personas/{personaId}', {
          params: { path: { ...path, personaId: of.id } },
          body: { user },
        }),
      )
    else await answered(api.POST('/v1/apps/{appId}/personas', { params: { path }, body: { user } }))
    close()
  }, 'personas')
  return (
    <FormDialog
      open
      title={t(of ? 'personas.edit' : 'personas.create')}
      submit={t(of ? 'save' : 'create')}
      busy={save.isPending}
      ready={Boolean(user.name && user.goal) && isLanguage && isPatience && user.lines.length <= 19}
      close={close}
      act={() => save.mutate()}
    >
      <TextField
        autoFocus
        required
        label={t('personas.name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <TextField
        required
        multiline
        maxRows={6}
        label={t('personas.goal')}
        value={goal}
        onChange={(event) => setGoal(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 2_000 } }}
      />
      <TextField
        multiline
        maxRows={6}
        label={t('personas.traits')}
        value={traits}
        onChange={(event) => setTraits(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 2_000 } }}
      />
      <TextField
        multiline
        maxRows={6}
        label={t('personas.opening')}
        value={opening}
        onChange={(event) => setOpening(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 2_000 } }}
      />
      <TextField
        multiline
        minRows={2}
        maxRows={10}
        label={t('personas.lines')}
        helperText={t('personas.linesHelp')}
        error={user.lines.length > 19}
        value={lines}
        onChange={(event) => setLines(event.target.value)}
      />
      <TextField
        required
        label={t('personas.language')}
        helperText={t('personas.languageHelp')}
        error={!isLanguage}
        value={language}
        onChange={(event) => setLanguage(event.target.value)}
      />
      <TextField
        required
        label={t('personas.patience')}
        helperText={t('personas.patienceHelp')}
        error={!isPatience}
        value={patience}
        onChange={(event) => setPatience(event.target.value)}
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
      />
    </FormDialog>
  )
}
