import VerifiedOutlined from '@mui/icons-material/VerifiedOutlined'
import { Alert, Button, Chip, MenuItem, Stack, TableCell, TableRow, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { spoken, useAct } from '../shared/acts'
import { api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Empty } from '../shared/layout/Empty'
import { Page } from '../shared/layout/Page'
import { Rows } from '../shared/layout/Rows'
import { usePages } from '../shared/pages'
import { session } from '../shared/session'
import { AuditExport } from './AuditExport'
import { useNames } from './names'
import { type Verified, verify } from './verifying'
import { useWords } from './words'

type Entry = Schemas['AuditEntryView']
type Outcome = Entry['outcome']

const OUTCOMES: Outcome[] = ['done', 'viewed', 'denied', 'failed']
const COLOURS = { done: 'success', viewed: 'default', denied: 'warning', failed: 'error' } as const

/** Who did what, and the proof that nobody rewrote it. */
export function Audit() {
  const t = useWords()
  const tenantId = session((state) => state.tenantId)
  const [outcome, setOutcome] = useState<Outcome | ''>('')
  const [since, setSince] = useState('')
  const entries = usePages(['audit', outcome, since], (cursor) =>
    listed(
      api.GET('/v1/audit-entries', {
        params: {
          query: {
            limit: 25,
            cursor,
            ...(outcome && { outcome }),
            ...(since && { since: new Date(since).toISOString() }),
          },
        },
      }),
    ),
  )
  const check = useAct(() => verify(tenantId, entries.items ?? []))
  return (
    <Page
      title={t('audit.title')}
      about={t('audit.about')}
      actions={
        <>
          <AuditExport />
          <Button
            variant="contained"
            startIcon={<VerifiedOutlined />}
            loading={check.isPending}
            disabled={!entries.items}
            onClick={() => check.mutate()}
          >
            {t('audit.verify')}
          </Button>
        </>
      }
    >
      {check.data && <Result verified={check.data} />}
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        <TextField
          select
          size="small"
          label={t('audit.outcome')}
          value={outcome}
          onChange={(event) => setOutcome(OUTCOMES.find((each) => each === event.target.value) ?? '')}
          sx={{ minWidth: 180 }}
        >
          <MenuItem value="">{t('audit.all')}</MenuItem>
          {OUTCOMES.map((each) => (
            <MenuItem key={each} value={each}>
              {t(`audit.${each}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          size="small"
          type="date"
          label={t('audit.since')}
          value={since}
          onChange={(event) => setSince(event.target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
        />
      </Stack>
      <Rows
        name={t('audit.title')}
        list={entries}
        head={[t('audit.at'), t('audit.who'), t('audit.what'), t('audit.outcome')]}
        row={(each) => <EntryRow key={each.id} entry={each} />}
        empty={<Empty title={t('audit.none')} text={t('audit.noneText')} />}
      />
    </Page>
  )
}

function EntryRow({ entry }: { entry: Entry }) {
  const t = useWords()
  const { time } = useFormats()
  const nameOf = useNames()
  return (
    <TableRow>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{time(entry.at)}</TableCell>
      <TableCell>
        {nameOf(entry.actor)}
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {entry.address}
        </Typography>
      </TableCell>
      <TableCell component="th" scope="row">
        {spoken(entry.action)}
        {entry.count > 1 && ` ×${entry.count}`}
        {entry.changes.map((each) => (
          <Typography key={each.path} variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {t(each.before === null ? 'audit.added' : each.after === null ? 'audit.removed' : 'audit.changed', {
              what: collection(each.path),
            })}
          </Typography>
        ))}
      </TableCell>
      <TableCell>
        <Chip size="small" variant="outlined" color={COLOURS[entry.outcome]} label={t(`audit.${entry.outcome}`)} />
      </TableCell>
    </TableRow>
  )
}

/** Return which kind of thing a path leads to: what stands in it is told by hashes alone. */
const collection = (path: string) =>
  (path.split('/')[0] ?? '').replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)

function Result({ verified }: { verified: Verified }) {
  const t = useWords()
  const { verdict, entries, size, since } = verified
  if (verdict === 'empty') return <Alert severity="info">{t('proof.empty')}</Alert>
  if (verdict !== 'proved') return <Alert severity="error">{t(`proof.${verdict}`)}</Alert>
  return (
    <Alert severity="success">
      {t('proof.proved', { entries, size })} {since ? t('proof.since', { since }) : t('proof.first')}
    </Alert>
  )
}
