import PersonRemoveOutlined from '@mui/icons-material/PersonRemoveOutlined'
import {
  Autocomplete,
  Box,
  Button,
  IconButton,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
} from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api, type Listed, listed, type Schemas } from '../../shared/api/client'
import { Confirm } from '../../shared/layout/Confirm'
import { Choice } from '../Choice'
import { nameOf, type Person, useInside, useRefresh } from '../data'
import { Section } from '../Section'
import { useWords } from '../words'

type Role = Schemas['ProjectRole']
type Member = Schemas['MemberView']
const ROLES: Role[] = ['lead', 'contributor', 'observer']

/** Who is in the project, and as what. */
export function People() {
  const t = useWords()
  const { project, people } = useInside()
  const refresh = useRefresh(project.id)
  const [leaving, setLeaving] = useState<Person | null>(null)
  const path = (memberId: string) => ({ params: { path: { projectId: project.id, memberId } } })
  const place = useMutation({
    mutationFn: ({ memberId, role }: { memberId: string; role: Role }) =>
      answered(api.PUT('/v1/projects/{projectId}/members/{memberId}', { ...path(memberId), body: { role } })),
    onSuccess: refresh,
  })
  const remove = useMutation({
    mutationFn: (memberId: string) =>
      answered(api.DELETE('/v1/projects/{projectId}/members/{memberId}', path(memberId))),
    onSuccess: refresh,
    onSettled: () => setLeaving(null),
  })
  const roles = ROLES.map((value) => ({ value, name: t(`role.${value}`) }))
  const leavingName = leaving ? nameOf(people, leaving.memberId) : ''
  return (
    <Section title={t('people.title')}>
      <Box sx={{ overflowX: 'auto' }}>
        <Table size="small" aria-label={t('people.title')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('people.name')}</TableCell>
              <TableCell>{t('people.role')}</TableCell>
              <TableCell />
            </TableRow>
          </TableHead>
          <TableBody>
            {people.map((person) => {
              const name = nameOf(people, person.memberId)
              return (
                <TableRow key={person.memberId}>
                  <TableCell component="th" scope="row">
                    {name}
                  </TableCell>
                  <TableCell>
                    <Choice
                      bare
                      label={t('people.roleOf', { name })}
                      value={person.role}
                      options={roles}
                      disabled={place.isPending}
                      choose={(role) => place.mutate({ memberId: person.memberId, role: role as Role })}
                    />
                  </TableCell>
                  <TableCell align="right">
                    {person.memberId !== project.ownerId && (
                      <IconButton aria-label={t('people.remove', { name })} onClick={() => setLeaving(person)}>
                        <PersonRemoveOutlined />
                      </IconButton>
                    )}
                  </TableCell>
                </TableRow>
              )
            })}
          </TableBody>
        </Table>
      </Box>
      <AddPerson roles={roles} add={place.mutate} busy={place.isPending} />
      {leaving && (
        <Confirm
          title={t('people.removeTitle', { name: leavingName })}
          text={t('people.removeText')}
          action={t('people.removeDo')}
          pending={remove.isPending}
          destructive
          confirm={() => remove.mutate(leaving.memberId)}
          close={() => setLeaving(null)}
        />
      )}
    </Section>
  )
}

interface AddProps {
  roles: { value: string; name: string }[]
  busy: boolean
  add(placed: { memberId: string; role: Role }): void
}

function AddPerson({ roles, busy, add }: AddProps) {
  const t = useWords()
  const { people } = useInside()
  const mayList = useMay()('members:read')
  const [chosen, setChosen] = useState<Member | null>(null)
  const [role, setRole] = useState<Role>('contributor')
  const members = useQuery({ queryKey: ['members', 'active'], queryFn: activeMembers, enabled: mayList })
  if (!mayList) return null
  const inside = new Set(people.map(({ memberId }) => memberId))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (chosen) add({ memberId: chosen.id, role })
    setChosen(null)
  }
  return (
    <Stack component="form" direction={{ xs: 'column', sm: 'row' }} spacing={2} onSubmit={submit}>
      <Autocomplete
        size="small"
        sx={{ flexGrow: 1, maxWidth: { sm: 360 } }}
        options={(members.data ?? []).filter(({ id }) => !inside.has(id))}
        loading={members.isPending}
        value={chosen}
        getOptionKey={({ id }) => id}
        getOptionLabel={({ displayName, email }) => `${displayName} (${email})`}
        isOptionEqualToValue={(one, other) => one.id === other.id}
        noOptionsText={t('people.noMore')}
        onChange={(_, member) => setChosen(member)}
        renderInput={(params) => <TextField {...params} label={t('people.add')} />}
      />
      <Choice label={t('people.role')} value={role} options={roles} choose={(value) => setRole(value as Role)} />
      <Button type="submit" variant="outlined" disabled={!chosen || busy}>
        {t('add')}
      </Button>
    </Stack>
  )
}

async function activeMembers(): Promise<Member[]> {
  const found: Member[] = []
  let cursor: string | undefined = ''
  while (cursor !== undefined) {
    const query: { limit: number; isActive: boolean; cursor?: string } = {
      limit: 100,
      isActive: true,
      ...(cursor && { cursor }),
    }
    const page: Listed<Member> = await listed(api.GET('/v1/members', { params: { query } }))
    found.push(...page.items)
    cursor = page.next
  }
  return found
}
