import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  List,
  ListItem,
  ListItemText,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answered, api, listed, type Schemas } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { Failure } from '../../shared/layout/Failure'
import { dayText } from '../days'
import { Section } from '../Section'
import { useWords } from '../words'
import { hoursText } from './clock'

type Sheet = Schemas['TimesheetView']

/** The weeks that others have submitted: approve them, or send them back with a reason. */
export function Approvals({ me }: { me: string }) {
  const t = useWords()
  const locale = language((state) => state.locale)
  const queries = useQueryClient()
  const [rejected, setRejected] = useState<Sheet | null>(null)
  const [reason, setReason] = useState('')
  const sheets = useQuery({
    queryKey: ['time', 'approvals'],
    queryFn: () => listed(api.GET('/v1/timesheets', { params: { query: { status: 'submitted', limit: 50 } } })),
  })
  const members = useQuery({
    queryKey: ['members'],
    queryFn: () => listed(api.GET('/v1/members', { params: { query: { limit: 100 } } })),
  })
  const done = () => {
    setRejected(null)
    setReason('')
    queries.invalidateQueries({ queryKey: ['time'] })
  }
  const approve = useMutation({
    mutationFn: (timesheetId: string) =>
      answered(api.POST('/v1/timesheets/{timesheetId}/approve', { params: { path: { timesheetId } } })),
    onSuccess: done,
  })
  const reject = useMutation({
    mutationFn: (timesheetId: string) =>
      answered(
        api.POST('/v1/timesheets/{timesheetId}/reject', { params: { path: { timesheetId } }, body: { reason } }),
      ),
    onSuccess: done,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (rejected) reject.mutate(rejected.id)
  }
  const waiting = sheets.data?.items.filter(({ createdBy }) => createdBy !== me)
  const name = (id: string) => members.data?.items.find((member) => member.id === id)?.displayName ?? '–'
  return (
    <Section title={t('approvals.title')}>
      {sheets.error && <Failure problem={sheets.error} again={sheets.refetch} />}
      {waiting?.length === 0 && <Typography sx={{ color: 'text.secondary' }}>{t('approvals.none')}</Typography>}
      {waiting && waiting.length > 0 && (
        <List aria-label={t('approvals.title')}>
          {waiting.map((sheet) => (
            <ListItem key={sheet.id} disableGutters sx={{ flexWrap: 'wrap', gap: 1 }}>
              <ListItemText
                primary={name(sheet.createdBy)}
                secondary={`${dayText(sheet.weekOf, locale)} · ${hoursText(sheet.seconds)}`}
              />
              <Stack direction="row" spacing={1}>
                <Button onClick={() => setRejected(sheet)}>{t('approvals.reject')}</Button>
                <Button variant="outlined" disabled={approve.isPending} onClick={() => approve.mutate(sheet.id)}>
                  {t('approvals.approve')}
                </Button>
              </Stack>
            </ListItem>
          ))}
        </List>
      )}
      {rejected && (
        <Dialog open onClose={() => setRejected(null)} fullWidth maxWidth="xs" aria-labelledby="reject-sheet">
          <form onSubmit={submit}>
            <DialogTitle id="reject-sheet">{t('approvals.reject')}</DialogTitle>
            <DialogContent>
              <TextField
                autoFocus
                fullWidth
                required
                multiline
                minRows={2}
                margin="dense"
                label={t('approvals.reason')}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </DialogContent>
            <DialogActions>
              <Button onClick={() => setRejected(null)}>{t('cancel')}</Button>
              <Button type="submit" variant="contained" disabled={!reason.trim() || reject.isPending}>
                {t('approvals.reject')}
              </Button>
            </DialogActions>
          </form>
        </Dialog>
      )}
    </Section>
  )
}
