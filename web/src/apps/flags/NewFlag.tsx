import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../shared/api/client'
import type { App } from '../AppPart'
import { useWords } from '../words'
import { firstVariants, TYPES, type Type } from './editing'
import { VariantFields } from './VariantFields'

/** Make a flag that is on or off, off for everybody at first. */
export function NewFlag({ app, environment, close }: { app: App; environment: string; close: () => void }) {
  const t = useWords()
  const queries = useQueryClient()
  const [key, setKey] = useState('')
  const [description, setDescription] = useState('')
  const [type, setType] = useState<Type>('boolean')
  const [variants, setVariants] = useState(firstVariants('boolean'))
  const create = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/apps/{appId}/environments/{environment}/flags', {
          params: { path: { appId: app.id, environment } },
          body: {
            key,
            definition: {
              type,
              description,
              variants,
              enabled: true,
              off: 'off',
              rules: [],
              otherwise: { variant: 'off', split: [] },
              prerequisites: [],
              schedule: { startsAt: null, endsAt: null },
              salt: null,
            },
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['flags', app.id, environment] })
      close()
    },
  })
  return (
    <Dialog open onClose={close} fullWidth maxWidth="xs" aria-labelledby="new-flag">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <DialogTitle id="new-flag">{t('flags.create')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <Typography>{t('flags.createText')}</Typography>
            <TextField autoFocus required label={t('flags.key')} value={key} onChange={(e) => setKey(e.target.value)} />
            <TextField
              label={t('apps.description')}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
            <TextField
              select
              label={t('flags.type')}
              value={type}
              onChange={({ target }) => {
                const chosen = TYPES.find((each) => each === target.value) ?? 'boolean'
                setType(chosen)
                setVariants(firstVariants(chosen))
              }}
            >
              {TYPES.map((each) => (
                <MenuItem key={each} value={each}>
                  {t(`flags.type.${each}`)}
                </MenuItem>
              ))}
            </TextField>
            {type !== 'boolean' && (
              <VariantFields key={type} type={type} variants={variants} used={['off']} change={setVariants} />
            )}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            loading={create.isPending}
            disabled={!key.trim() || Object.values(variants).includes(undefined)}
          >
            {t('create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
