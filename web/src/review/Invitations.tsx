import FileUploadOutlined from '@mui/icons-material/FileUploadOutlined'
import PersonAddOutlined from '@mui/icons-material/PersonAddOutlined'
import { Button, MenuItem, Stack, TextField } from '@mui/material'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { api, listed, type Schemas } from '../shared/api/client'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { AssessmentChoice, useChosen } from './AssessmentChoice'
import { CandidatesPage } from './CandidatesPage'
import { ImportDialog } from './ImportDialog'
import { InvitationTable } from './InvitationTable'
import { InviteDialog } from './InviteDialog'
import { ReminderDialog } from './ReminderDialog'
import { momentOf } from './times'
import { useWords } from './words'

type Status = Schemas['InvitationStatus']

const STATUSES: Status[] = ['pending', 'redeemed', 'started', 'ended', 'cancelled']

/** Who was invited to what, and how far they are. */
export function Invitations() {
  const t = useWords()
  const may = useMay()
  const [assessmentId, choose] = useChosen()
  const [status, setStatus] = useState<Status | ''>('')
  const [since, setSince] = useState('')
  const [until, setUntil] = useState('')
  const [dialog, setDialog] = useState<'invite' | 'import' | 'reminders' | null>(null)
  const filters = {
    assessmentId: assessmentId || undefined,
    status: status || undefined,
    since: momentOf(since),
    until: momentOf(until, true),
  }
  const invitations = useInfiniteQuery({
    queryKey: ['invitations', filters],
    queryFn: ({ pageParam }) =>
      listed(api.GET('/v1/invitations', { params: { query: { ...filters, limit: 50, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  })
  const items = invitations.data?.pages.flatMap((page) => page.items)
  const filtered = Boolean(assessmentId || status || since || until)
  const invite = may('invitations:write') && (
    <Button variant="contained" startIcon={<PersonAddOutlined />} onClick={() => setDialog('invite')}>
      {t('invite.action')}
    </Button>
  )
  return (
    <CandidatesPage
      tab="invitations"
      actions={
        may('invitations:write') && (
          <>
            {assessmentId && <Button onClick={() => setDialog('reminders')}>{t('reminders.action')}</Button>}
            <Button startIcon={<FileUploadOutlined />} onClick={() => setDialog('import')}>
              {t('import.action')}
            </Button>
            {invite}
          </>
        )
      }
    >
      <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 2 }}>
        <AssessmentChoice value={assessmentId} choose={choose} all />
        <TextField
          select
          size="small"
          label={t('invitations.status')}
          value={status}
          onChange={(event) => setStatus(event.target.value as Status | '')}
          sx={{ minWidth: 160 }}
          slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        >
          <MenuItem value="">{t('invitations.anyStatus')}</MenuItem>
          {STATUSES.map((each) => (
            <MenuItem key={each} value={each}>
              {t(`invitation.${each}`)}
            </MenuItem>
          ))}
        </TextField>
        <Day label={t('invitations.since')} value={since} set={setSince} />
        <Day label={t('invitations.until')} value={until} set={setUntil} />
      </Stack>
      {invitations.error && <Failure problem={invitations.error} again={invitations.refetch} />}
      {!items && !invitations.error && <Loading />}
      {items?.length === 0 && (
        <Empty
          title={t(filtered ? 'invitations.noneSuch' : 'invitations.none')}
          text={t(filtered ? 'invitations.noneSuchText' : 'invitations.noneText')}
          action={!filtered && invite}
        />
      )}
      {items && items.length > 0 && <InvitationTable invitations={items} />}
      {invitations.hasNextPage && (
        <Button onClick={() => invitations.fetchNextPage()} loading={invitations.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
      {dialog === 'reminders' && <ReminderDialog assessmentId={assessmentId} close={() => setDialog(null)} />}
      {dialog === 'invite' && <InviteDialog assessmentId={assessmentId} close={() => setDialog(null)} />}
      {dialog === 'import' && <ImportDialog assessmentId={assessmentId} close={() => setDialog(null)} />}
    </CandidatesPage>
  )
}

function Day({ label, value, set }: { label: string; value: string; set: (day: string) => void }) {
  return (
    <TextField
      type="date"
      size="small"
      label={label}
      value={value}
      onChange={(event) => set(event.target.value)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  )
}
