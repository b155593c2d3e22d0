import { Alert, Box, Button, Chip, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../shared/acts'
import { answered, api, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { FormDialog } from '../shared/layout/FormDialog'
import { Loading } from '../shared/layout/Loading'
import { useWords } from './words'

type Announcement = Schemas['Announcement']
type Severity = Announcement['severity']

const SEVERITIES = { info: 'info', warning: 'warning', critical: 'error' } as const
const NAMES: Severity[] = ['info', 'warning', 'critical']

/** What everybody is told. */
export function News() {
  const t = useWords()
  const [asks, setAsks] = useState(false)
  const news = useQuery({
    queryKey: ['announcements', 'platform'],
    queryFn: () => answered(api.GET('/v1/platform/announcements')),
  })
  if (news.error) return <Failure problem={news.error} again={news.refetch} />
  if (!news.data) return <Loading />
  const create = (
    <Button variant="contained" onClick={() => setAsks(true)}>
      {t('news.create')}
    </Button>
  )
  const { announcements } = news.data
  return (
    <Stack spacing={2}>
      <Typography sx={{ color: 'text.secondary' }}>{t('news.about')}</Typography>
      {announcements.length === 0 ? (
        <Empty title={t('news.none')} text={t('news.noneText')} action={create} />
      ) : (
        <>
          <Box>{create}</Box>
          {announcements.map((each) => (
            <Notice key={each.id} announcement={each} />
          ))}
        </>
      )}
      {asks && <NewNotice close={() => setAsks(false)} />}
    </Stack>
  )
}

function Notice({ announcement }: { announcement: Announcement }) {
  const t = useWords()
  const { time } = useFormats()
  const { id: announcementId, startsAt, endsAt } = announcement
  const end = useAct(
    () =>
      answered(api.POST('/v1/platform/announcements/{announcementId}/end', { params: { path: { announcementId } } })),
    'announcements',
  )
  const isOver = endsAt !== null && Date.parse(endsAt) <= Date.now()
  return (
    <Alert
      severity={SEVERITIES[announcement.severity]}
      action={
        isOver ? (
          <Chip size="small" label={t('news.over')} />
        ) : (
          <Button color="inherit" size="small" onClick={() => end.mutate()} loading={end.isPending}>
            {t('news.end')}
          </Button>
        )
      }
    >
      <strong>{announcement.title}</strong> {announcement.text}
      <Typography variant="body2">
        {endsAt
          ? t('news.span', { from: time(startsAt), until: time(endsAt) })
          : t('news.open', { from: time(startsAt) })}
      </Typography>
    </Alert>
  )
}

function NewNotice({ close }: { close: () => void }) {
  const t = useWords()
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [severity, setSeverity] = useState<Severity>('info')
  const [startsAt, setStart] = useState('')
  const [endsAt, setEnd] = useState('')
  const at = (local: string) => (local ? new Date(local).toISOString() : null)
  const create = useAct(async () => {
    const body = { title, text, severity, startsAt: at(startsAt), endsAt: at(endsAt) }
    await answered(api.POST('/v1/platform/announcements', { body }))
    close()
  }, 'announcements')
  return (
    <FormDialog
      title={t('news.create')}
      submit={t('news.publish')}
      open
      busy={create.isPending}
      ready={title.trim() !== '' && text.trim() !== ''}
      close={close}
      act={() => create.mutate()}
    >
      <TextField label={t('news.heading')} value={title} onChange={(event) => setTitle(event.target.value)} />
      <TextField label={t('news.text')} multiline value={text} onChange={(event) => setText(event.target.value)} />
      <TextField
        select
        label={t('news.severity')}
        value={severity}
        onChange={(event) => setSeverity(NAMES.find((each) => each === event.target.value) ?? 'info')}
      >
        {NAMES.map((each) => (
          <MenuItem key={each} value={each}>
            {t(`news.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        type="datetime-local"
        label={t('news.starts')}
        value={startsAt}
        onChange={(event) => setStart(event.target.value)}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <TextField
        type="datetime-local"
        label={t('news.ends')}
        helperText={t('news.endsText')}
        value={endsAt}
        onChange={(event) => setEnd(event.target.value)}
        slotProps={{ inputLabel: { shrink: true } }}
      />
    </FormDialog>
  )
}
