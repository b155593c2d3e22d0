import AddOutlined from '@mui/icons-material/AddOutlined'
import {
  Box,
  Button,
  Card,
  CardActionArea,
  CardContent,
  Chip,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link as RouterLink, useNavigate } from 'react-router'
import { useMay } from '../shared/access'
import { answered, api, listed } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { More } from '../shared/layout/More'
import { Page } from '../shared/layout/Page'
import { usePages } from '../shared/pages'
import { useWords } from './words'

/** The tenant's LLM apps. */
export function Apps() {
  const t = useWords()
  const may = useMay()
  const { date } = useFormats()
  const [adding, setAdding] = useState(false)
  const pages = usePages(['apps'], (cursor) =>
    listed(api.GET('/v1/apps', { params: { query: { limit: 50, cursor: cursor ?? null } } })),
  )
  const create = may('apps:write') && (
    <Button variant="contained" startIcon={<AddOutlined />} onClick={() => setAdding(true)}>
      {t('apps.create')}
    </Button>
  )
  return (
    <Page title={t('apps.title')} about={t('apps.about')} actions={create}>
      {pages.error ? (
        <Failure problem={pages.error} again={pages.again} />
      ) : !pages.items ? (
        <Loading />
      ) : pages.items.length === 0 ? (
        <Empty title={t('apps.none')} text={t('apps.noneText')} action={create} />
      ) : (
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))' }}>
          {pages.items.map((app) => (
            <Card key={app.id} variant="outlined">
              <CardActionArea
                component={RouterLink}
                to={`/apps/${app.id}${may('traces:read') ? '' : '/settings'}`}
                sx={{ height: '100%' }}
              >
                <CardContent>
                  <Typography variant="h2" gutterBottom sx={{ overflowWrap: 'anywhere' }}>
                    {app.name}
                  </Typography>
                  <Typography sx={{ color: 'text.secondary', mb: 1.5 }}>{app.description}</Typography>
                  <Stack direction="row" spacing={0.5} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
                    {app.environments.map((each) => (
                      <Chip key={each} size="small" label={each} />
                    ))}
                    {app.status === 'archived' && <Chip size="small" color="warning" label={t('apps.archived')} />}
                    <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                      {t('apps.since', { date: date(app.createdAt) })}
                    </Typography>
                  </Stack>
                </CardContent>
              </CardActionArea>
            </Card>
          ))}
        </Box>
      )}
      <More more={pages.more} asking={pages.asking} />
      <NewApp open={adding} close={() => setAdding(false)} />
    </Page>
  )
}

function NewApp({ open, close }: { open: boolean; close: () => void }) {
  const t = useWords()
  const go = useNavigate()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const create = useMutation({
    mutationFn: () => answered(api.POST('/v1/apps', { body: { name, description } })),
    onSuccess: async (app) => {
      await queries.invalidateQueries({ queryKey: ['apps'] })
      go(`/apps/${app.id}/settings`)
    },
  })
  return (
    <Dialog open={open} onClose={close} fullWidth maxWidth="sm" aria-labelledby="new-app">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <DialogTitle id="new-app">{t('apps.create')}</DialogTitle>
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
              multiline
              minRows={2}
              label={t('apps.description')}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
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
