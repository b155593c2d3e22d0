import {
  Button,
  Checkbox,
  Chip,
  type ChipProps,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { answered, api, type Schemas } from '../shared/api/client'
import { Confirm } from '../shared/layout/Confirm'
import { tellProblem } from '../shared/notices'
import { AccommodationDialog } from './AccommodationDialog'
import { useTimes } from './times'
import { useWords } from './words'

type Invitation = Schemas['InvitationView']
type Action = 'resend' | 'cancel' | 'extend'

const COLOURS: Record<Schemas['InvitationStatus'], ChipProps['color']> = {
  pending: 'default',
  redeemed: 'primary',
  started: 'primary',
  ended: 'success',
  cancelled: 'default',
}
const WEEK = 7 * 24 * 3600 * 1000

/** Whether an invitation waits for its candidate, so that something can be done about it. */
function waits({ status }: Invitation): boolean {
  return status === 'pending' || status === 'redeemed'
}

function ask(action: Action, { id, expiresAt }: Invitation) {
  const params = { path: { invitationId: id } }
  if (action === 'resend') return answered(api.POST('/v1/invitations/{invitationId}/resend', { params }))
  if (action === 'cancel') return answered(api.POST('/v1/invitations/{invitationId}/cancel', { params }))
  const later = new Date(Math.max(Date.parse(expiresAt), Date.now()) + WEEK).toISOString()
  return answered(api.POST('/v1/invitations/{invitationId}/extend', { params, body: { expiresAt: later } }))
}

/** Invitations to choose from, and what can be done with the chosen ones. */
export function InvitationTable({ invitations }: { invitations: Invitation[] }) {
  const t = useWords()
  const may = useMay()
  const queries = useQueryClient()
  const { date } = useTimes()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [confirming, setConfirming] = useState<Action | null>(null)
  const [granting, setGranting] = useState<Invitation | null>(null)
  const [done, setDone] = useState('')
  const selected = invitations.filter(({ id }) => chosen.has(id))
  const act = useMutation({
    mutationFn: async (action: Action) => {
      const concerned = selected.filter(waits)
      let count = 0
      for (const each of concerned) {
        await ask(action, each)
          .then(() => {
            count += 1
          })
          .catch(tellProblem)
      }
      return { action, count }
    },
    onSuccess: ({ action, count }) => {
      setDone(t(`invitations.did.${action}`, { count }))
      setChosen(new Set())
    },
    onSettled: () => {
      setConfirming(null)
      queries.invalidateQueries({ queryKey: ['invitations'] })
    },
  })
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const all = selected.length === invitations.length
  const canWrite = may('invitations:write')
  const possible = selected.some(waits)
  const only = selected.length === 1 ? selected.find(waits) : undefined
  return (
    <Stack spacing={1}>
      {canWrite && (
        <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap', minHeight: 40 }}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }} role="status">
            {selected.length > 0 ? t('invitations.chosen', { count: selected.length }) : done || t('invitations.hint')}
          </Typography>
          {selected.length > 0 && (
            <>
              <Button size="small" disabled={!possible} onClick={() => setConfirming('resend')}>
                {t('invitations.resend')}
              </Button>
              <Button size="small" disabled={!possible} onClick={() => act.mutate('extend')}>
                {t('invitations.extend')}
              </Button>
              {only && may('attempts:accommodate') && (
                <Button size="small" onClick={() => setGranting(only)}>
                  {t('accommodation.action')}
                </Button>
              )}
              <Button size="small" color="error" disabled={!possible} onClick={() => setConfirming('cancel')}>
                {t('invitations.cancel')}
              </Button>
            </>
          )}
        </Stack>
      )}
      <TableContainer component={Paper} variant="outlined" tabIndex={0} aria-label={t('invitations.title')}>
        <Table size="small" aria-label={t('invitations.title')}>
          <TableHead>
            <TableRow>
              {canWrite && (
                <TableCell padding="checkbox">
                  <Checkbox
                    checked={all}
                    indeterminate={!all && selected.length > 0}
                    onChange={() => setChosen(new Set(all ? [] : invitations.map(({ id }) => id)))}
                    slotProps={{ input: { 'aria-label': t('invitations.chooseAll') } }}
                  />
                </TableCell>
              )}
              <TableCell>{t('invitations.candidate')}</TableCell>
              <TableCell>{t('assessment')}</TableCell>
              <TableCell>{t('invitations.status')}</TableCell>
              <TableCell>{t('invitations.invitedOn')}</TableCell>
              <TableCell>{t('invitations.openUntil')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {invitations.map((each) => (
              <TableRow key={each.id} hover selected={chosen.has(each.id)}>
                {canWrite && (
                  <TableCell padding="checkbox">
                    <Checkbox
                      checked={chosen.has(each.id)}
                      onChange={() => toggle(each.id)}
                      slotProps={{ input: { 'aria-label': t('invitations.choose', { name: each.candidateName }) } }}
                    />
                  </TableCell>
                )}
                <TableCell component="th" scope="row">
                  <Typography variant="body2" sx={{ fontWeight: 600 }}>
                    {each.candidateName}
                  </Typography>
                  <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                    {each.email}
                  </Typography>
                </TableCell>
                <TableCell>{each.assessmentTitle}</TableCell>
                <TableCell>
                  <Chip
                    size="small"
                    variant="outlined"
                    color={COLOURS[each.status]}
                    label={t(`invitation.${each.status}`)}
                  />
                </TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>
                  {date(each.createdAt)}
                  {each.resentAt && (
                    <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
                      {t('invitations.remindedOn', { date: date(each.resentAt) })}
                    </Typography>
                  )}
                </TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{date(each.expiresAt)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {granting && <AccommodationDialog invitation={granting} close={() => setGranting(null)} />}
      {confirming && (
        <Confirm
          title={t(`invitations.confirm.${confirming}`, { count: selected.length })}
          text={t(confirming === 'cancel' ? 'invitations.confirmCancelText' : 'invitations.confirmResendText')}
          action={t(confirming === 'cancel' ? 'invitations.cancel' : 'invitations.resend')}
          destructive={confirming === 'cancel'}
          pending={act.isPending}
          confirm={() => act.mutate(confirming)}
          close={() => setConfirming(null)}
        />
      )}
    </Stack>
  )
}
