import {
  Alert,
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Link,
  MenuItem,
  Stack,
  TextField,
} from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link as RouterLink, useNavigate } from 'react-router'
import { answered, api, type Schemas } from '../shared/api/client'
import { useCaseSets } from './CaseSets'
import type { Card } from './cards'
import { TargetFields } from './TargetFields'
import { useVersions } from './Versions'
import { useWords } from './words'

const MOST_TARGETS = 5

/** Run a version of a card on a set of cases, and go to where its results come in. */
export function RunDialog({ card, close }: { card: Card; close: () => void }) {
  const t = useWords()
  const go = useNavigate()
  const queries = useQueryClient()
  const versions = useVersions(card.id)
  const sets = useCaseSets()
  const usable = sets.items?.filter((set) => set.versions > 0)
  const [version, setVersion] = useState('')
  const [caseSet, setCaseSet] = useState('')
  const [repeats, setRepeats] = useState('1')
  const [dollars, setDollars] = useState('')
  const [useCache, setUseCache] = useState(true)
  const [providers, setProviders] = useState<Schemas['ProviderSettings'][]>([
    card.content.provider ?? { provider: 'echo', model: '' },
  ])
  const chosen = version || String(versions.items?.[0]?.number ?? '')
  const caseSetId = caseSet || (usable?.[0]?.id ?? '')
  const start = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/cards/{cardId}/runs', {
          params: { path: { cardId: card.id } },
          body: {
            cardVersion: chosen,
            caseSetId,
            providers,
            repeats: Number(repeats),
            useCache,
            budgetCents: dollars.trim() ? Math.round(Number(dollars) * 100) : null,
          },
        }),
      ),
    onSuccess: async (run) => {
      await queries.invalidateQueries({ queryKey: ['runs', card.id] })
      go(`/cards/${card.id}/runs/${run.id}`)
    },
  })
  const lacking = versions.items?.length === 0 ? 'runs.noVersion' : usable?.length === 0 ? 'runs.noCases' : null
  const isWrong = !(Number(dollars) >= 0) || providers.some(({ provider }) => !provider)
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="start-run">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          start.mutate()
        }}
      >
        <DialogTitle id="start-run">{t('runs.title')}</DialogTitle>
        <DialogContent>
          {lacking && (
            <Alert severity="info" sx={{ mb: 2 }}>
              {t(lacking)}{' '}
              <Link
                component={RouterLink}
                color="inherit"
                to={lacking === 'runs.noVersion' ? `/cards/${card.id}` : '/cards/case-sets'}
              >
                {t(lacking === 'runs.noVersion' ? 'card.editor' : 'area.caseSets')}
              </Link>
            </Alert>
          )}
          <Stack spacing={2} sx={{ pt: 1 }}>
            <TextField select label={t('versions.number')} value={chosen} onChange={(e) => setVersion(e.target.value)}>
              {(versions.items ?? []).map(({ number, note }) => (
                <MenuItem key={number} value={String(number)}>
                  {[t('versions.one', { number }), note].filter(Boolean).join(' – ')}
                </MenuItem>
              ))}
            </TextField>
            <TextField select label={t('runs.caseSet')} value={caseSetId} onChange={(e) => setCaseSet(e.target.value)}>
              {(usable ?? []).map(({ id, name, cases }) => (
                <MenuItem key={id} value={id}>
                  {name} ({cases})
                </MenuItem>
              ))}
            </TextField>
            {providers.map((target, place) => (
              <TargetFields
                // biome-ignore lint/suspicious/noArrayIndexKey: models have no other name
                key={place}
                number={place + 1}
                target={target}
                change={(next) => setProviders(providers.with(place, next))}
                {...(providers.length > 1 ? { remove: () => setProviders(providers.toSpliced(place, 1)) } : {})}
              />
            ))}
            <Button
              disabled={providers.length >= MOST_TARGETS}
              onClick={() => setProviders([...providers, { provider: '', model: '' }])}
              sx={{ alignSelf: 'start' }}
            >
              {t('runs.addModel')}
            </Button>
            <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
              <TextField
                type="number"
                label={t('runs.repeats')}
                value={repeats}
                onChange={(event) => setRepeats(event.target.value)}
                slotProps={{ htmlInput: { min: 1, max: 10 } }}
                sx={{ flex: 1 }}
              />
              <TextField
                label={t('runs.budget')}
                helperText={t('runs.budgetHelp')}
                value={dollars}
                error={!(Number(dollars) >= 0)}
                onChange={(event) => setDollars(event.target.value)}
                slotProps={{ htmlInput: { inputMode: 'decimal' } }}
                sx={{ flex: 1 }}
              />
            </Stack>
            <FormControlLabel
              control={<Checkbox checked={useCache} onChange={(event) => setUseCache(event.target.checked)} />}
              label={t('runs.cache')}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            loading={start.isPending}
            disabled={!chosen || !caseSetId || lacking !== null || isWrong}
          >
            {t('runs.start')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
