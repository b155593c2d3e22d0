import { Button, List, ListItem, ListItemButton, ListItemText, Paper, Tab, Tabs } from '@mui/material'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { useMay } from '../shared/access'
import { api, listed } from '../shared/api/client'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { Appeals } from './Appeals'
import { useTimes } from './times'
import { useWords } from './words'

const TABS = ['assigned', 'submitted', 'appeals'] as const

/** What waits for the member to mark, what they have marked, and what candidates disagree with. */
export function Gradings() {
  const t = useWords()
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  const tab = TABS.find((each) => each === search.get('tab')) ?? 'assigned'
  const shown = TABS.filter((each) => each !== 'appeals' || may('attempts:read'))
  return (
    <Page title={t('gradings.title')}>
      <Tabs value={tab} aria-label={t('gradings.title')} onChange={(_, next: string) => setSearch({ tab: next })}>
        {shown.map((each) => (
          <Tab key={each} value={each} label={t(`gradings.${each}`)} />
        ))}
      </Tabs>
      {tab === 'appeals' ? <Appeals /> : <Queue status={tab} />}
    </Page>
  )
}

function Queue({ status }: { status: 'assigned' | 'submitted' }) {
  const t = useWords()
  const { date } = useTimes()
  const gradings = useInfiniteQuery({
    queryKey: ['gradings', status],
    queryFn: ({ pageParam }) =>
      listed(api.GET('/v1/gradings', { params: { query: { status, limit: 50, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  })
  if (gradings.error) return <Failure problem={gradings.error} again={gradings.refetch} />
  if (!gradings.data) return <Loading />
  const items = gradings.data.pages.flatMap((page) => page.items)
  if (items.length === 0) {
    const waiting = status === 'assigned'
    return (
      <Empty
        title={t(waiting ? 'gradings.none' : 'gradings.noneMarked')}
        text={t(waiting ? 'gradings.noneText' : 'gradings.noneMarkedText')}
      />
    )
  }
  return (
    <>
      <Paper variant="outlined">
        <List disablePadding aria-label={t(`gradings.${status}`)}>
          {items.map((each) => (
            <ListItem key={each.id} disablePadding divider>
              <ListItemButton component={Link} to={`/grading/${each.id}`}>
                <ListItemText
                  primary={each.title}
                  secondary={t('gradings.line', { date: date(each.assignedAt), worth: Number(each.worth) })}
                />
              </ListItemButton>
            </ListItem>
          ))}
        </List>
      </Paper>
      {gradings.hasNextPage && (
        <Button onClick={() => gradings.fetchNextPage()} loading={gradings.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
    </>
  )
}
