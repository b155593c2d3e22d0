import { Button, Chip, Link, MenuItem, TableCell, TableRow, TextField } from '@mui/material'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { useAct } from '../../shared/acts'
import { answered, api, type Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { Empty } from '../../shared/layout/Empty'
import { FormDialog } from '../../shared/layout/FormDialog'
import { Page } from '../../shared/layout/Page'
import { Rows } from '../../shared/layout/Rows'
import { useNames } from '../names'
import { RoleName } from '../RoleName'
import { useWords } from '../words'
import { SourceSecret } from './SourceSecret'
import { useSources } from './useSources'

type Made = Schemas['InboundSourceWithSecret']
type InvitesAs = 'viewer' | 'member'

/** The systems that tell this organisation what happens there. */
export function Sources() {
  const t = useWords()
  const { date } = useFormats()
  const nameOf = useNames()
  const [asks, setAsks] = useState(false)
  const [made, setMade] = useState<Made | null>(null)
  const sources = useSources()
  const add = (
    <Button variant="contained" onClick={() => setAsks(true)}>
      {t('inbound.create')}
    </Button>
  )
  return (
    <Page title={t('inbound.title')} about={t('inbound.about')} actions={sources.items?.length ? add : undefined}>
      <Rows
        name={t('inbound.title')}
        list={sources}
        head={[t('inbound.name'), t('inbound.invitesAs'), t('inbound.created'), t('inbound.state')]}
        row={(each) => (
          <TableRow key={each.id}>
            <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
              <Link component={RouterLink} to={`/settings/inbound/${each.id}`}>
                {each.name}
              </Link>
            </TableCell>
            <TableCell>
              <RoleName role={each.invitesAs} />
            </TableCell>
            <TableCell>
              {nameOf(each.createdBy)}, {date(each.createdAt)}
            </TableCell>
            <TableCell>
              <SourceState source={each} />
            </TableCell>
          </TableRow>
        )}
        empty={<Empty title={t('inbound.none')} text={t('inbound.noneText')} action={add} />}
      />
      {asks && (
        <NewSource
          close={() => setAsks(false)}
          created={(source) => {
            setAsks(false)
            setMade(source)
          }}
        />
      )}
      <SourceSecret made={made} close={() => setMade(null)} />
    </Page>
  )
}

export function SourceState({ source }: { source: Schemas['InboundSourceView'] }) {
  const t = useWords()
  return source.revokedAt ? (
    <Chip size="small" label={t('inbound.revoked')} />
  ) : (
    <Chip size="small" variant="outlined" color="success" label={t('inbound.receives')} />
  )
}

function NewSource({ close, created }: { close: () => void; created: (made: Made) => void }) {
  const t = useWords()
  const [name, setName] = useState('')
  const [invitesAs, setInvitesAs] = useState<InvitesAs>('viewer')
  const create = useAct(
    async () => created(await answered(api.POST('/v1/inbound-sources', { body: { name, invitesAs } }))),
    'inbound-sources',
  )
  return (
    <FormDialog
      title={t('inbound.create')}
      submit={t('inbound.create')}
      open
      busy={create.isPending}
      ready={name.trim() !== ''}
      close={close}
      act={() => create.mutate()}
    >
      <TextField
        required
        label={t('inbound.name')}
        helperText={t('inbound.nameText')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <TextField
        select
        label={t('inbound.invitesAs')}
        helperText={t('inbound.invitesAsText')}
        value={invitesAs}
        onChange={(event) => setInvitesAs(event.target.value === 'member' ? 'member' : 'viewer')}
      >
        {(['viewer', 'member'] as const).map((each) => (
          <MenuItem key={each} value={each}>
            {t(`role.${each}`)}
          </MenuItem>
        ))}
      </TextField>
    </FormDialog>
  )
}
