import AddOutlined from '@mui/icons-material/AddOutlined'
import { Alert, Button, LinearProgress, Paper, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api, listed } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { More } from '../../shared/layout/More'
import { useOperation } from '../../shared/operation'
import { usePages } from '../../shared/pages'
import type { App } from '../AppPart'
import { useWords } from '../words'
import { Change } from './Item'
import { ItemForm } from './ItemForm'
import type { Base } from './Knowledge'
import { Upload } from './Upload'

/** What people propose: files come in, changes are looked at, and the whole is handed in and decided upon. */
export function Draft({ app, base }: { app: App; base: Base }) {
  const t = useWords()
  const edits = base.state === 'editing' && app.status === 'active'
  const changes = usePages(['kb', app.id, 'diff', base.state, base.activeVersion], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/kb/diff', {
        params: { path: { appId: app.id }, query: { limit: 50, cursor: cursor ?? null } },
      }),
    ),
  )
  const count = changes.items?.length ?? 0
  const [writes, setWrites] = useState(false)
  return (
    <Stack spacing={3}>
      {base.state === 'publishing' && <Publishing base={base} />}
      {edits && (
        <>
          <Upload app={app} />
          <Button startIcon={<AddOutlined />} sx={{ alignSelf: 'start' }} onClick={() => setWrites(true)}>
            {t('kb.create')}
          </Button>
        </>
      )}
      {writes && <ItemForm app={app} close={() => setWrites(false)} />}
      {changes.error ? (
        <Failure problem={changes.error} again={changes.again} />
      ) : !changes.items ? (
        <Loading />
      ) : count === 0 ? (
        base.state === 'editing' && <Empty title={t('kb.noChanges')} text={t('kb.noChangesText')} />
      ) : (
        <>
          {app.status === 'active' && base.state !== 'publishing' && <Decisions app={app} base={base} />}
          <Stack spacing={1}>
            {changes.items.map((each) => (
              <Change key={`${each.kind} ${each.id}`} app={app} difference={each} edits={edits} />
            ))}
          </Stack>
          <More more={changes.more} asking={changes.asking} />
        </>
      )}
    </Stack>
  )
}

/** The job that makes a version of the draft; when it has ended, everything is asked for anew. */
function Publishing({ base }: { base: Base }) {
  const t = useWords()
  const queries = useQueryClient()
  const { data } = useOperation(base.operationId)
  const over = Boolean(data?.finishedAt)
  useEffect(() => {
    if (over) void queries.invalidateQueries({ queryKey: ['kb', base.appId] })
  }, [over, queries, base.appId])
  if (data?.status === 'failed') return <Alert severity="error">{data.error?.message}</Alert>
  return (
    <Stack spacing={1} role="status">
      <Typography>{t('kb.publishing')}</Typography>
      <LinearProgress aria-label={t('kb.publishing')} />
    </Stack>
  )
}

/** Hand in, take back, approve or give up the draft, as one may. */
function Decisions({ app, base }: { app: App; base: Base }) {
  const t = useWords()
  const may = useMay()
  const { time } = useFormats()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const params = { path: { appId: app.id } }
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['kb', app.id] })
  const submit = useMutation({
    mutationFn: () => answered(api.POST('/v1/apps/{appId}/kb/submit', { params, body: { note } })),
    onSuccess,
  })
  const reject = useMutation({
    mutationFn: () => answered(api.POST('/v1/apps/{appId}/kb/reject', { params })),
    onSuccess,
  })
  const discard = useMutation({
    mutationFn: () => answered(api.POST('/v1/apps/{appId}/kb/discard', { params })),
    onSuccess,
  })
  const approve = useMutation({
    mutationFn: () => answered(api.POST('/v1/apps/{appId}/kb/approve', { params })),
    onSuccess,
  })
  const busy = [submit, reject, discard, approve].some(({ isPending }) => isPending)
  const submitted = base.state === 'submitted'
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Stack spacing={2}>
        {submitted ? (
          <Typography>
            {t('kb.submittedAt', { at: base.submittedAt ? time(base.submittedAt) : '' })}
            {base.note && ` · ${base.note}`}
          </Typography>
        ) : (
          <TextField size="small" label={t('kb.note')} value={note} onChange={(event) => setNote(event.target.value)} />
        )}
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
          {!submitted && (
            <Button variant="contained" disabled={busy} onClick={() => submit.mutate()}>
              {t('kb.submit')}
            </Button>
          )}
          {submitted && may('knowledge:approve') && (
            <Button variant="contained" disabled={busy} onClick={() => approve.mutate()}>
              {t('kb.approve')}
            </Button>
          )}
          {submitted && (
            <Button disabled={busy} onClick={() => reject.mutate()}>
              {t('kb.reject')}
            </Button>
          )}
          <ConfirmButton
            color="error"
            disabled={busy}
            question={t('kb.discardQuestion')}
            text={t('kb.discardText')}
            act={() => discard.mutate()}
          >
            {t('kb.discard')}
          </ConfirmButton>
        </Stack>
      </Stack>
    </Paper>
  )
}
