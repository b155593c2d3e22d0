import ExpandMore from '@mui/icons-material/ExpandMore'
import {
  Accordion,
  AccordionDetails,
  AccordionSummary,
  Autocomplete,
  Button,
  Chip,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { useAct } from '../shared/acts'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { FormDialog } from '../shared/layout/FormDialog'
import { Loading } from '../shared/layout/Loading'
import { More } from '../shared/layout/More'
import { Page } from '../shared/layout/Page'
import { usePages } from '../shared/pages'
import { useWords } from './words'

type Team = Schemas['TeamView']

/** Groups of members that projects are shared with. */
export function Teams() {
  const t = useWords()
  const mayWrite = useMay()('teams:write')
  const [edits, setEdits] = useState<Team | 'new' | null>(null)
  const teams = usePages(['teams'], (cursor) =>
    listed(api.GET('/v1/teams', { params: { query: { limit: 50, cursor } } })),
  )
  if (teams.error) return <Failure problem={teams.error} again={teams.again} />
  if (!teams.items) return <Loading />
  const create = mayWrite && (
    <Button variant="contained" onClick={() => setEdits('new')}>
      {t('teams.create')}
    </Button>
  )
  return (
    <Page title={t('teams.title')} about={t('teams.about')} actions={teams.items.length > 0 && create}>
      {teams.items.length === 0 ? (
        <Empty title={t('teams.none')} text={t('teams.noneText')} action={create} />
      ) : (
        <div>
          {teams.items.map((team) => (
            <Accordion
              key={team.id}
              variant="outlined"
              disableGutters
              slotProps={{ transition: { unmountOnExit: true } }}
            >
              <AccordionSummary expandIcon={<ExpandMore />}>
                <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
                  <Typography sx={{ fontWeight: 650 }}>{team.name}</Typography>
                  <Chip size="small" label={t('teams.count', { count: team.memberCount })} />
                  <Typography sx={{ color: 'text.secondary' }}>{team.description}</Typography>
                </Stack>
              </AccordionSummary>
              <AccordionDetails>
                <TeamMembers team={team} mayWrite={mayWrite} edit={() => setEdits(team)} />
              </AccordionDetails>
            </Accordion>
          ))}
        </div>
      )}
      <More more={teams.more} asking={teams.asking} />
      {edits && <TeamForm key={edits === 'new' ? '' : edits.id} team={edits} close={() => setEdits(null)} />}
    </Page>
  )
}

function TeamMembers({ team, mayWrite, edit }: { team: Team; mayWrite: boolean; edit: () => void }) {
  const t = useWords()
  const [chosen, setChosen] = useState<Schemas['MemberView'] | null>(null)
  const path = { teamId: team.id }
  const belongs = usePages(['team-members', team.id], (cursor) =>
    listed(api.GET('/v1/teams/{teamId}/members', { params: { path, query: { limit: 100, cursor } } })),
  )
  const everybody = usePages(['members', 'active', 'pages'], (cursor) =>
    listed(api.GET('/v1/members', { params: { query: { limit: 100, cursor, isActive: true } } })),
  )
  const member = (memberId: string) => ({ params: { path: { ...path, memberId } } })
  const add = useAct(
    async (memberId: string) => {
      await answered(api.PUT('/v1/teams/{teamId}/members/{memberId}', member(memberId)))
      setChosen(null)
    },
    'team-members',
    'teams',
  )
  const remove = useAct(
    (memberId: string) => answered(api.DELETE('/v1/teams/{teamId}/members/{memberId}', member(memberId))),
    'team-members',
    'teams',
  )
  const dissolve = useAct(() => answered(api.DELETE('/v1/teams/{teamId}', { params: { path } })), 'teams')
  const there = new Set(belongs.items?.map(({ memberId }) => memberId))
  return (
    <Stack spacing={2} sx={{ alignItems: 'start' }}>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
        {belongs.items?.map((each) => (
          <Chip
            key={each.memberId}
            label={each.displayName ?? t('members.gone')}
            {...(mayWrite ? { onDelete: () => remove.mutate(each.memberId) } : {})}
          />
        ))}
        {belongs.items?.length === 0 && <Typography>{t('teams.nobody')}</Typography>}
      </Stack>
      <More more={belongs.more} asking={belongs.asking} />
      {mayWrite && (
        <Stack direction="row" spacing={1} useFlexGap sx={{ width: '100%', flexWrap: 'wrap' }}>
          <Autocomplete
            sx={{ minWidth: 260 }}
            size="small"
            value={chosen}
            options={everybody.items?.filter(({ id }) => !there.has(id)) ?? []}
            getOptionLabel={({ displayName }) => displayName}
            getOptionKey={({ id }) => id}
            isOptionEqualToValue={(one, other) => one.id === other.id}
            onChange={(_, next) => {
              setChosen(next)
              if (next) add.mutate(next.id)
            }}
            renderInput={(parameters) => <TextField {...parameters} label={t('teams.add')} />}
          />
          <Button onClick={edit}>{t('teams.edit')}</Button>
          <ConfirmButton
            color="error"
            question={t('teams.deleteQuestion', { name: team.name })}
            text={t('teams.deleteText')}
            act={() => dissolve.mutate()}
          >
            {t('teams.delete')}
          </ConfirmButton>
        </Stack>
      )}
    </Stack>
  )
}

function TeamForm({ team, close }: { team: Team | 'new'; close: () => void }) {
  const t = useWords()
  const [name, setName] = useState(team === 'new' ? '' : team.name)
  const [description, setDescription] = useState(team === 'new' ? '' : team.description)
  const save = useAct(async () => {
    const body = { name, description }
    if (team === 'new') await answered(api.POST('/v1/teams', { body }))
    else await answered(api.PATCH('/v1/teams/{teamId}', { params: { path: { teamId: team.id } }, body }))
    close()
  }, 'teams')
  return (
    <FormDialog
      title={t(team === 'new' ? 'teams.create' : 'teams.edit')}
      submit={t('act.save')}
      open
      busy={save.isPending}
      ready={name.trim() !== ''}
      close={close}
      act={() => save.mutate()}
    >
      <TextField label={t('teams.name')} required value={name} onChange={(event) => setName(event.target.value)} />
      <TextField
        label={t('teams.description')}
        multiline
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
    </FormDialog>
  )
}
