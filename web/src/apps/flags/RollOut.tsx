import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  Slider,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { answered, api, type Schemas } from '../../shared/api/client'
import { useWords } from '../words'
import { rolledOut, shares } from './flags'

/** Give a part of people one of a flag's variants, wherever no rule says otherwise. */
export function RollOut({ flag, close }: { flag: Schemas['FlagView']; close: () => void }) {
  const t = useWords()
  const queries = useQueryClient()
  const label = useId()
  const { definition } = flag
  const names = Object.keys(definition.variants)
  const [variant, setVariant] = useState(names.find((name) => name !== definition.off) ?? definition.off)
  const now = shares(definition.otherwise).find((each) => each.variant === variant)?.percent ?? 0
  const [percent, setPercent] = useState(now)
  const [note, setNote] = useState('')
  const save = useMutation({
    mutationFn: () =>
      answered(
        api.PATCH('/v1/apps/{appId}/environments/{environment}/flags/{flagKey}', {
          params: { path: { appId: flag.appId, environment: flag.environment, flagKey: flag.key } },
          body: { definition: { otherwise: rolledOut(variant, definition.off, percent) }, note },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['flags', flag.appId, flag.environment] })
      close()
    },
  })
  return (
    <Dialog open onClose={close} fullWidth maxWidth="xs" aria-labelledby="roll-out">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <DialogTitle id="roll-out">{t('flags.rollOutOf', { key: flag.key })}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <TextField select label={t('flags.variant')} value={variant} onChange={(e) => setVariant(e.target.value)}>
              {names.map((name) => (
                <MenuItem key={name} value={name}>
                  {name}
                </MenuItem>
              ))}
            </TextField>
            <Typography id={label}>{t('flags.part', { percent, off: definition.off })}</Typography>
            <Slider
              value={percent}
              step={1}
              aria-labelledby={label}
              valueLabelDisplay="auto"
              onChange={(_, value) => setPercent(value as number)}
            />
            {(definition.rules ?? []).length > 0 && <Alert severity="info">{t('flags.rulesFirst')}</Alert>}
            <TextField label={t('flags.note')} value={note} onChange={(event) => setNote(event.target.value)} />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" loading={save.isPending}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
