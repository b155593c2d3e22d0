import { Button, Dialog, DialogActions, DialogContent, DialogTitle, MenuItem, Stack, TextField } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, type Schemas } from '../shared/api/client'
import type { Card } from './cards'
import { useVersions } from './Versions'
import { useWords } from './words'

/** Plan a live comparison of two versions by one metric. */
export function NewAbTest({ card, close }: { card: Card; close: () => void }) {
  const t = useWords()
  const queries = useQueryClient()
  const versions = useVersions(card.id)
  const [name, setName] = useState('')
  const [control, setControl] = useState(String(card.versions - 1))
  const [treatment, setTreatment] = useState(String(card.versions))
  const [metric, setMetric] = useState('helpful')
  const [kind, setKind] = useState<Schemas['MetricKind']>('binary')
  const [high, setHigh] = useState('1')
  const plan: Schemas['AbTestPlan'] = {
    name,
    variants: [
      { name: 'control', version: Number(control), weight: 1 },
      { name: 'treatment', version: Number(treatment), weight: 1 },
    ],
    metrics: [{ name: metric, kind, low: 0, high: kind === 'binary' ? 1 : Number(high) }],
    primary: metric,
  }
  const create = useMutation({
    mutationFn: () =>
      answered(api.POST('/v1/cards/{cardId}/ab-tests', { params: { path: { cardId: card.id } }, body: { plan } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['ab-tests', card.id] })
      close()
    },
  })
  const version = (label: string, value: string, choose: (value: string) => void) => (
    <TextField
      select
      label={label}
      value={versions.items ? value : ''}
      onChange={(event) => choose(event.target.value)}
    >
      {(versions.items ?? []).map(({ number, note }) => (
        <MenuItem key={number} value={String(number)}>
          {[t('versions.one', { number }), note].filter(Boolean).join(' – ')}
        </MenuItem>
      ))}
    </TextField>
  )
  const wrong = !name.trim() || !metric.trim() || control === treatment || !(Number(high) > 0)
  return (
    <Dialog open onClose={close} fullWidth maxWidth="xs" aria-labelledby="new-ab-test">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <DialogTitle id="new-ab-test">{t('tests.create')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <TextField
              autoFocus
              required
              label={t('cards.name')}
              value={name}
              onChange={(e) => setName(e.target.value)}
            />
            {version(t('tests.control'), control, setControl)}
            {version(t('tests.treatment'), treatment, setTreatment)}
            <TextField required label={t('tests.metric')} value={metric} onChange={(e) => setMetric(e.target.value)} />
            <TextField
              select
              label={t('tests.kind')}
              value={kind}
              onChange={(event) => setKind(event.target.value as Schemas['MetricKind'])}
            >
              <MenuItem value="binary">{t('tests.binary')}</MenuItem>
              <MenuItem value="mean">{t('tests.mean')}</MenuItem>
            </TextField>
            {kind === 'mean' && (
              <TextField label={t('tests.high')} value={high} onChange={(event) => setHigh(event.target.value)} />
            )}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" loading={create.isPending} disabled={wrong}>
            {t('create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
