import {
  Autocomplete,
  Button,
  Drawer,
  Link,
  List,
  ListItem,
  ListItemText,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { useMay } from '../shared/access'
import { answered, api, type Schemas } from '../shared/api/client'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { useTimes } from './times'
import { useWords } from './words'

type Person = Schemas['CandidateDetail']

/** A candidate: what the team noted, and what they were invited to. */
export function PersonDrawer({ candidateId, close }: { candidateId: string; close: () => void }) {
  const t = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['candidate', candidateId],
    queryFn: () => answered(api.GET('/v1/candidates/{candidateId}', { params: { path: { candidateId } } })),
  })
  return (
    <Drawer
      open
      anchor="right"
      onClose={close}
      slotProps={{ paper: { role: 'dialog', 'aria-label': data?.name ?? t('people.title') } }}
    >
      <Stack spacing={2} sx={{ width: { xs: '100vw', sm: 420 }, maxWidth: '100vw', p: 3 }}>
        {error && <Failure problem={error} again={refetch} />}
        {!data && !error && <Loading />}
        {data && <Details key={data.id} person={data} />}
        <Button onClick={close} sx={{ alignSelf: 'start' }}>
          {t('close')}
        </Button>
      </Stack>
    </Drawer>
  )
}

function Details({ person }: { person: Person }) {
  const t = useWords()
  const may = useMay()
  const queries = useQueryClient()
  const { date } = useTimes()
  const [tags, setTags] = useState(person.tags)
  const [note, setNote] = useState(person.note)
  const changed = note !== person.note || tags.join('\n') !== person.tags.join('\n')
  const save = useMutation({
    mutationFn: () => {
      const params = { path: { candidateId: person.id } }
      return answered(api.PATCH('/v1/candidates/{candidateId}', { params, body: { tags, note } }))
    },
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: ['candidate', person.id] })
      queries.invalidateQueries({ queryKey: ['candidates'] })
    },
  })
  const readOnly = !may('invitations:write')
  return (
    <>
      <Typography variant="h2" sx={{ overflowWrap: 'anywhere' }}>
        {person.name}
      </Typography>
      <Typography sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>{person.email}</Typography>
      <Autocomplete
        multiple
        freeSolo
        autoSelect
        disabled={readOnly}
        options={[] as string[]}
        value={tags}
        onChange={(_, typed) => setTags([...new Set(typed.map((each) => each.trim().slice(0, 50)))].slice(0, 20))}
        renderInput={(props) => <TextField {...props} label={t('people.tags')} helperText={t('people.tagsHint')} />}
      />
      <TextField
        multiline
        minRows={3}
        label={t('people.note')}
        helperText={t('people.noteHint')}
        disabled={readOnly}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 5000 } }}
      />
      {!readOnly && (
        <Button
          variant="contained"
          disabled={!changed}
          loading={save.isPending}
          onClick={() => save.mutate()}
          sx={{ alignSelf: 'start' }}
        >
          {t(save.isSuccess && !changed ? 'people.saved' : 'people.save')}
        </Button>
      )}
      <Typography variant="h3">{t('invitations.title')}</Typography>
      <List disablePadding aria-label={t('invitations.title')}>
        {person.invitations.map((each) => (
          <ListItem key={each.id} disableGutters divider>
            <ListItemText
              primary={each.assessmentTitle}
              secondary={`${date(each.createdAt)} · ${t(`invitation.${each.status}`)}`}
            />
            {each.status === 'ended' && may('attempts:read') && (
              <Link component={RouterLink} to={`/attempts/${each.id}`}>
                {t('people.report')}
              </Link>
            )}
          </ListItem>
        ))}
      </List>
    </>
  )
}
