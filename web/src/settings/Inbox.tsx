import { Button, List, ListItemButton, ListItemText, Paper } from '@mui/material'
import { Link } from 'react-router'
import { useAct } from '../shared/acts'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { More } from '../shared/layout/More'
import { Page } from '../shared/layout/Page'
import { usePages } from '../shared/pages'
import { useWords } from './words'

type Notification = Schemas['NotificationView']

/** What one was told, newest first. */
export function Inbox() {
  const t = useWords()
  const told = usePages(['notifications'], (cursor) =>
    listed(api.GET('/v1/notifications', { params: { query: { limit: 30, cursor } } })),
  )
  const readAll = useAct(() => answered(api.POST('/v1/notifications/read-all')), 'notifications')
  if (told.error) return <Failure problem={told.error} again={told.again} />
  if (!told.items) return <Loading />
  const unread = told.items.some((each) => !each.isRead)
  return (
    <Page
      title={t('inbox.title')}
      actions={
        <>
          <Button component={Link} to="/settings/notifications">
            {t('inbox.choose')}
          </Button>
          {unread && (
            <Button variant="contained" onClick={() => readAll.mutate()} loading={readAll.isPending}>
              {t('inbox.readAll')}
            </Button>
          )}
        </>
      }
    >
      {told.items.length === 0 ? (
        <Empty title={t('inbox.none')} text={t('inbox.noneText')} />
      ) : (
        <Paper variant="outlined">
          <List aria-label={t('inbox.title')} component="div">
            {told.items.map((each) => (
              <Told key={each.id} notification={each} />
            ))}
          </List>
        </Paper>
      )}
      <More more={told.more} asking={told.asking} />
    </Page>
  )
}

function Told({ notification }: { notification: Notification }) {
  const t = useWords()
  const { time } = useFormats()
  const { id: notificationId, isRead, kind, link, values } = notification
  const read = useAct(
    () => answered(api.POST('/v1/notifications/{notificationId}/read', { params: { path: { notificationId } } })),
    'notifications',
  )
  return (
    <ListItemButton component={Link} to={link} divider onClick={() => isRead || read.mutate()}>
      <ListItemText
        primary={t(`told.${kind}`, values)}
        secondary={isRead ? time(notification.createdAt) : `${time(notification.createdAt)} · ${t('inbox.unread')}`}
        slotProps={{ primary: { sx: { fontWeight: isRead ? 400 : 650 } } }}
      />
    </ListItemButton>
  )
}
