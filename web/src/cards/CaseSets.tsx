import AddOutlined from '@mui/icons-material/AddOutlined'
import {
  Button,
  Chip,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link,
  Paper,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TextField,
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
import { AreaTabs } from './CardTabs'
import { useWords } from './words'

/** Ask for the tenant's sets of cases. */
export function useCaseSets() {
  return usePages(['case-sets'], (cursor) =>
    listed(api.GET('/v1/case-sets', { params: { query: { limit: 100, status: 'active', cursor: cursor ?? null } } })),
  )
}

/** The tenant's sets of cases, newest first. */
export function CaseSets() {
  const t = useWords()
  const may = useMay()
  const { date } = useFormats()
  const sets = useCaseSets()
  const [adding, setAdding] = useState(false)
  const create = may('cards:write') && (
    <Button variant="contained" startIcon={<AddOutlined />} onClick={() => setAdding(true)}>
      {t('sets.create')}
    </Button>
  )
  return (
    <Page title={t('area.title')} about={t('sets.about')} actions={create}>
      <AreaTabs current="/cards/case-sets" />
      {sets.error ? (
        <Failure problem={sets.error} again={sets.again} />
      ) : !sets.items ? (
        <Loading />
      ) : sets.items.length === 0 ? (
        <Empty title={t('sets.none')} text={t('sets.noneText')} action={create} />
      ) : (
        <TableContainer component={Paper} variant="outlined">
          <Table aria-label={t('area.caseSets')}>
            <TableHead>
              <TableRow>
                <TableCell>{t('cards.name')}</TableCell>
                <TableCell align="right">{t('sets.cases')}</TableCell>
                <TableCell align="right">{t('card.versions')}</TableCell>
                <TableCell>{t('cards.changed')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {sets.items.map((set) => (
                <TableRow key={set.id} hover>
                  <TableCell component="th" scope="row">
                    <Link component={RouterLink} to={`/cards/case-sets/${set.id}`} sx={{ fontWeight: 600, mr: 1 }}>
                      {set.name}
                    </Link>
                    {!set.saved && <Chip size="small" color="warning" variant="outlined" label={t('cards.unsaved')} />}
                  </TableCell>
                  <TableCell align="right">{set.cases}</TableCell>
                  <TableCell align="right">{set.versions}</TableCell>
                  <TableCell>{date(set.updatedAt)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
      <More more={sets.more} asking={sets.asking} />
      <NewSet open={adding} close={() => setAdding(false)} />
    </Page>
  )
}

function NewSet({ open, close }: { open: boolean; close: () => void }) {
  const t = useWords()
  const go = useNavigate()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const create = useMutation({
    mutationFn: () =>
      answered(api.POST('/v1/case-sets', { body: { content: { name, description: '', tags: [], cases: [] } } })),
    onSuccess: async (set) => {
      await queries.invalidateQueries({ queryKey: ['case-sets'] })
      go(`/cards/case-sets/${set.id}`)
    },
  })
  return (
    <Dialog open={open} onClose={close} fullWidth maxWidth="xs" aria-labelledby="new-set">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <DialogTitle id="new-set">{t('sets.create')}</DialogTitle>
        <DialogContent>
          <TextField
            autoFocus
            fullWidth
            required
            margin="dense"
            label={t('cards.name')}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
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
