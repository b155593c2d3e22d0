import { Alert, Autocomplete, Checkbox, FormControlLabel, MenuItem, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useAct } from '../shared/acts'
import { answered, api, type Schemas } from '../shared/api/client'
import { FormDialog } from '../shared/layout/FormDialog'
import { notices } from '../shared/notices'
import type { Card } from './cards'
import { useWords } from './words'

interface Props {
  card: Card
  test: Schemas['AbTestView']
  results: Schemas['AbTestResults']
  close: () => void
}

/** Name the winner of a stopped test, and move a label to its version where somebody wants that. */
export function ConcludeAbTest({ card, test, results, close }: Props) {
  const t = useWords()
  const [winner, setWinner] = useState('')
  const [moves, setMoves] = useState(false)
  const [label, setLabel] = useState('production')
  const version = test.plan.variants.find(({ name }) => name === winner)?.version
  const before = card.labels[label]
  const conclude = useAct(
    async () => {
      await answered(
        api.POST('/v1/ab-tests/{abTestId}/conclude', {
          params: { path: { abTestId: test.id } },
          body: { winner, move: moves ? { label, expected: before ?? 0 } : null },
        }),
      )
      notices.getState().say(t('tests.concluded.said', { name: winner }))
      // Before the test is asked for anew: this form is gone from then on, and so is what would close it.
      close()
    },
    'ab-tests',
    'card',
    'card-versions',
    'cards',
  )
  const isDecided = results.comparisons.some(({ isPrimary, isSignificant }) => isPrimary && isSignificant)
  return (
    <FormDialog
      open
      title={t('tests.conclude')}
      submit={t('tests.conclude')}
      busy={conclude.isPending}
      ready={winner !== '' && (!moves || label !== '')}
      close={close}
      act={() => conclude.mutate()}
    >
      <Typography>{t('tests.concludeText')}</Typography>
      {!isDecided && <Alert severity="warning">{t('tests.undecided', { metric: test.plan.primary })}</Alert>}
      <TextField
        select
        required
        label={t('tests.chooseWinner')}
        value={winner}
        onChange={(event) => setWinner(event.target.value)}
      >
        {test.plan.variants.map(({ name, version: number }) => (
          <MenuItem key={name} value={name}>
            {name} · {t('versions.one', { number })}
          </MenuItem>
        ))}
      </TextField>
      <FormControlLabel
        control={<Checkbox checked={moves} onChange={(event) => setMoves(event.target.checked)} />}
        label={t('tests.move')}
      />
      {moves && (
        <Autocomplete
          freeSolo
          options={[...new Set(['production', 'staging', ...Object.keys(card.labels)])]}
          inputValue={label}
          onInputChange={(_, typed) => setLabel(typed)}
          renderInput={(params) => (
            <TextField
              {...params}
              label={t('tests.label')}
              helperText={
                version === undefined
                  ? ''
                  : before
                    ? t('tests.moves', { before, after: version })
                    : t('tests.places', { after: version })
              }
            />
          )}
        />
      )}
    </FormDialog>
  )
}
