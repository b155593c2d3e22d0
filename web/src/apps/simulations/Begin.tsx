import { Alert, Autocomplete, Checkbox, FormControlLabel, MenuItem, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Assertion } from '../../cards/cases'
import { useMay } from '../../shared/access'
import { useAct } from '../../shared/acts'
import { answered, api, listed, type Schemas } from '../../shared/api/client'
import { FormDialog } from '../../shared/layout/FormDialog'
import { usePages } from '../../shared/pages'
import type { App } from '../AppPart'
import { Assertions } from '../cases/Assertions'
import { Variables } from '../cases/CaseForm'
import { hasTwins, type Variable, varsOf } from '../cases/cases'
import { ModelFields } from '../ModelDialog'
import { useWords } from '../words'
import { usePersonas } from './Personas'
import { MOST_CONVERSATIONS, needsSimulator, type Persona } from './simulations'

const NOBODY: Schemas['ProviderSettings'] = { provider: '', model: '' }

/** Have personas talk with a model or a card, and go to where their conversations come in. */
export function Begin({ app, close }: { app: App; close: () => void }) {
  const t = useWords()
  const go = useNavigate()
  const mayCards = useMay()('cards:read')
  const personas = usePersonas(app.id)
  const [chosen, setChosen] = useState<Persona[]>([])
  const [cardId, setCardId] = useState('')
  const [variables, setVariables] = useState<Variable[]>([])
  const [model, setModel] = useState('')
  const [simulator, setSimulator] = useState(NOBODY)
  const [repeats, setRepeats] = useState(1)
  const [goalExpected, setGoalExpected] = useState(false)
  const [assertions, setAssertions] = useState<Assertion[]>([])
  const cards = usePages(
    ['cards', 'to-run'],
    (cursor) => listed(api.GET('/v1/cards', { params: { query: { limit: 100, cursor: cursor ?? null } } })),
    { enabled: mayCards },
  )
  const played = needsSimulator(chosen)
  const begin = useAct(async () => {
    const simulation = await answered(
      api.POST('/v1/apps/{appId}/simulations', {
        params: { path: { appId: app.id } },
        body: {
          personaIds: chosen.map(({ id }) => id),
          ...(cardId ? { cardId, vars: varsOf(variables) } : { model: model.trim() }),
          simulator: played ? simulator : null,
          repeats,
          goalExpected,
          assertions,
        },
      }),
    )
    go(`/apps/${app.id}/simulations/${simulation.id}`)
  }, 'simulations')
  const tooMany = chosen.length * repeats > MOST_CONVERSATIONS
  return (
    <FormDialog
      open
      title={t('sims.begin')}
      submit={t('sims.beginNow')}
      busy={begin.isPending}
      ready={
        chosen.length > 0 &&
        !tooMany &&
        !hasTwins(variables) &&
        Boolean(cardId || model.trim()) &&
        (!played || Boolean(simulator.provider.trim())) &&
        assertions.every(({ type }) => type)
      }
      close={close}
      act={() => begin.mutate()}
    >
      <Typography>{t('sims.beginText')}</Typography>
      {personas.items?.length === 0 && <Alert severity="info">{t('personas.noneText')}</Alert>}
      <Autocomplete
        multiple
        options={personas.items ?? []}
        value={chosen}
        getOptionLabel={({ user }) => user.name}
        getOptionKey={({ id }) => id}
        isOptionEqualToValue={(one, other) => one.id === other.id}
        onChange={(_, next) => setChosen(next)}
        renderInput={(params) => <TextField {...params} label={t('personas.title')} />}
      />
      {mayCards && (
        <TextField
          select
          label={t('sims.with')}
          value={cardId}
          onChange={(event) => setCardId(event.target.value)}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
          <MenuItem value="">{t('sims.aModel')}</MenuItem>
          {(cards.items ?? []).map((each) => (
            <MenuItem key={each.id} value={each.id}>
              {each.name}
            </MenuItem>
          ))}
        </TextField>
      )}
      {cardId && <Variables title={t('sims.variables')} variables={variables} change={setVariables} />}
      {!cardId && (
        <TextField
          required
          label={t('sims.model')}
          helperText={t('sims.modelHelp')}
          value={model}
          onChange={(event) => setModel(event.target.value)}
        />
      )}
      {played && (
        <>
          <Typography>{t('sims.simulator')}</Typography>
          <ModelFields target={simulator} change={setSimulator} />
        </>
      )}
      <TextField
        select
        label={t('sims.repeats')}
        value={repeats}
        error={tooMany}
        helperText={tooMany ? t('sims.tooMany', { most: MOST_CONVERSATIONS }) : ''}
        onChange={(event) => setRepeats(Number(event.target.value))}
      >
        {[1, 2, 3, 4, 5].map((each) => (
          <MenuItem key={each} value={each}>
            {each}
          </MenuItem>
        ))}
      </TextField>
      <FormControlLabel
        control={<Checkbox checked={goalExpected} onChange={(_, checked) => setGoalExpected(checked)} />}
        label={t('sims.goalExpected')}
      />
      <Assertions title={t('sims.assertions')} assertions={assertions} change={setAssertions} />
    </FormDialog>
  )
}
