import { Button, List, ListItem, ListItemText, Paper, Rating, Stack, Typography } from '@mui/material'
import { useInfiniteQuery } from '@tanstack/react-query'
import { api, listed } from '../shared/api/client'
import { useTimes } from './times'
import { useWords } from './words'

/** What candidates say about an assessment; nobody learns who. */
export function FeedbackList({ assessmentId }: { assessmentId: string }) {
  const t = useWords()
  const { date } = useTimes()
  const given = useInfiniteQuery({
    queryKey: ['feedback', assessmentId],
    queryFn: ({ pageParam: cursor }) =>
      listed(
        api.GET('/v1/assessments/{assessmentId}/feedback', {
          params: { path: { assessmentId }, query: { limit: 10, cursor } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  })
  const items = given.data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0) return null
  return (
    <Stack spacing={1.5} component="section" aria-label={t('feedback.title')}>
      <Typography variant="h2">{t('feedback.title')}</Typography>
      <Paper variant="outlined">
        <List disablePadding>
          {items.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: feedback has no name and never moves
            <ListItem key={index} divider sx={{ gap: 2, alignItems: 'start' }}>
              <Rating readOnly size="small" value={each.rating} sx={{ mt: 1 }} />
              <ListItemText
                primary={each.text || t('feedback.noWords')}
                secondary={date(each.givenAt)}
                slotProps={{ primary: { dir: 'auto', sx: { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' } } }}
              />
            </ListItem>
          ))}
        </List>
      </Paper>
      {given.hasNextPage && (
        <Button onClick={() => given.fetchNextPage()} loading={given.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
    </Stack>
  )
}
