import {
  Alert,
  Box,
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  MenuItem,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { usePages } from '../shared/pages'
import type { App } from './AppPart'
import { useWords } from './words'

type Pair = Schemas['KeyPair']

/** An app's key pairs. */
export function Keys({ app }: { app: App }) {
  const t = useWords()
  const { date } = useFormats()
  const [adding, setAdding] = useState(false)
  const [pair, setPair] = useState<Pair | null>(null)
  const keys = usePages(['app-keys', app.id], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/keys', { params: { path: { appId: app.id }, query: { cursor: cursor ?? null } } }),
    ),
  )
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 1 }}>
        <Typography variant="h2" sx={{ flexGrow: 1 }}>
          {t('keys.title')}
        </Typography>
        {app.status === 'active' && (
          <Button variant="outlined" onClick={() => setAdding(true)}>
            {t('keys.create')}
          </Button>
        )}
      </Box>
      {keys.error ? (
        <Failure problem={keys.error} again={keys.again} />
      ) : !keys.items ? (
        <Loading />
      ) : keys.items.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>{t('keys.none')}</Typography>
      ) : (
        <TableContainer>
          <Table size="small" aria-label={t('keys.title')}>
            <TableHead>
              <TableRow>
                <TableCell>{t('apps.name')}</TableCell>
                <TableCell>{t('keys.environment')}</TableCell>
                <TableCell>{t('keys.ends')}</TableCell>
                <TableCell>{t('keys.created')}</TableCell>
                <TableCell>{t('keys.used')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {keys.items.map((key) => (
                <TableRow key={key.id}>
                  <TableCell component="th" scope="row">
                    {key.name}
                  </TableCell>
                  <TableCell>{key.environment ?? t('keys.every')}</TableCell>
                  <TableCell sx={{ fontFamily: 'monospace' }}>…{key.lastFour}</TableCell>
                  <TableCell>{date(key.createdAt)}</TableCell>
                  <TableCell>{key.lastUsedAt ? date(key.lastUsedAt) : t('keys.never')}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
      {adding && <NewKey app={app} close={() => setAdding(false)} made={setPair} />}
      {pair && <Shown pair={pair} close={() => setPair(null)} />}
    </Paper>
  )
}

function NewKey({ app, close, made }: { app: App; close: () => void; made: (pair: Pair) => void }) {
  const t = useWords()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [environment, setEnvironment] = useState('')
  const [chat, setChat] = useState(false)
  const create = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/apps/{appId}/keys', {
          params: { path: { appId: app.id } },
          body: { name, environment: environment || null, chat },
        }),
      ),
    onSuccess: async (pair) => {
      await queries.invalidateQueries({ queryKey: ['app-keys', app.id] })
      close()
      made(pair)
    },
  })
  return (
    <Dialog open onClose={close} fullWidth maxWidth="xs" aria-labelledby="new-key">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <DialogTitle id="new-key">{t('keys.create')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <TextField
              autoFocus
              required
              label={t('apps.name')}
              value={name}
              onChange={(e) => setName(e.target.value)}
            />
            <TextField
              select
              label={t('keys.environment')}
              value={environment}
              onChange={(event) => setEnvironment(event.target.value)}
            >
              <MenuItem value="">{t('keys.every')}</MenuItem>
              {app.environments.map((each) => (
                <MenuItem key={each} value={each}>
                  {each}
                </MenuItem>
              ))}
            </TextField>
            <FormControlLabel
              control={<Checkbox checked={chat} onChange={(event) => setChat(event.target.checked)} />}
              label={t('keys.chat')}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" loading={create.isPending} disabled={!name.trim()}>
            {t('create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

/** A new pair: its secret is shown here and never again. */
function Shown({ pair, close }: { pair: Pair; close: () => void }) {
  const t = useWords()
  const field = (label: string, value: string) => (
    <TextField
      fullWidth
      margin="dense"
      label={label}
      value={value}
      onFocus={(event) => event.target.select()}
      slotProps={{ htmlInput: { readOnly: true, sx: { fontFamily: 'monospace' } } }}
    />
  )
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="shown-key">
      <DialogTitle id="shown-key">{t('keys.made', { name: pair.key.name })}</DialogTitle>
      <DialogContent>
        <Alert severity="warning" sx={{ mb: 1 }}>
          {t('keys.once')}
        </Alert>
        {field(t('keys.public'), pair.publicKey)}
        {pair.secretKey && field(t('keys.secret'), pair.secretKey)}
        {field(t('keys.endpoint'), `${location.origin}/v1/traces`)}
      </DialogContent>
      <DialogActions>
        {pair.secretKey && (
          <Button onClick={() => void navigator.clipboard?.writeText(pair.secretKey ?? '')}>{t('keys.copy')}</Button>
        )}
        <Button variant="contained" onClick={close}>
          {t('keys.kept')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
