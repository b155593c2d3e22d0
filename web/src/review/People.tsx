import { Button, Chip, List, ListItem, ListItemButton, ListItemText, Paper, Stack, TextField } from '@mui/material'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { api, listed } from '../shared/api/client'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { CandidatesPage } from './CandidatesPage'
import { PersonDrawer } from './PersonDrawer'
import { useTimes } from './times'
import { useWords } from './words'

/** Everybody who was ever invited, to find again and to tag. */
export function People() {
  const t = useWords()
  const { date } = useTimes()
  const [typed, setTyped] = useState('')
  const [shown, setShown] = useState('')
  const q = useDeferredValue(typed.trim())
  const people = useInfiniteQuery({
    queryKey: ['candidates', q],
    queryFn: ({ pageParam: cursor }) =>
      listed(
        q
          ? api.GET('/v1/search/candidates', { params: { query: { q, limit: 50, cursor } } })
          : api.GET('/v1/candidates', { params: { query: { limit: 50, cursor } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  })
  const items = people.data?.pages.flatMap((page) => page.items)
  return (
    <CandidatesPage tab="people">
      <TextField
        type="search"
        size="small"
        label={t('people.search')}
        helperText={t('people.searchHint')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 200 } }}
        sx={{ maxWidth: 420 }}
      />
      {people.error && <Failure problem={people.error} again={people.refetch} />}
      {!items && !people.error && <Loading />}
      {items?.length === 0 && (
        <Empty
          title={t(q ? 'people.noneSuch' : 'people.none')}
          text={t(q ? 'people.noneSuchText' : 'people.noneText')}
        />
      )}
      {items && items.length > 0 && (
        <Paper variant="outlined">
          <List disablePadding aria-label={t('people.title')}>
            {items.map((each) => (
              <ListItem key={each.id} disablePadding divider>
                <ListItemButton onClick={() => setShown(each.id)}>
                  <ListItemText
                    primary={each.name}
                    secondary={`${each.email} · ${t('people.invited', { date: date(each.lastInvitedAt) })}`}
                    slotProps={{ secondary: { sx: { overflowWrap: 'anywhere' } } }}
                  />
                  <Stack direction="row" sx={{ gap: 0.5, flexWrap: 'wrap', justifyContent: 'end', maxWidth: '50%' }}>
                    {each.tags.map((tag) => (
                      <Chip key={tag} size="small" variant="outlined" label={tag} />
                    ))}
                  </Stack>
                </ListItemButton>
              </ListItem>
            ))}
          </List>
        </Paper>
      )}
      {people.hasNextPage && (
        <Button onClick={() => people.fetchNextPage()} loading={people.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
      {shown && <PersonDrawer candidateId={shown} close={() => setShown('')} />}
    </CandidatesPage>
  )
}
