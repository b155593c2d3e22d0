import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link,
  List,
  ListItemButton,
  ListItemText,
  Paper,
  Stack,
  Typography,
} from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { useMay } from '../../shared/access'
import { answered, api, listed, type Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import { Loading } from '../../shared/layout/Loading'
import { More } from '../../shared/layout/More'
import { usePages } from '../../shared/pages'
import type { App } from '../AppPart'
import { readable } from '../traces/waterfall'
import { useWords } from '../words'

type Conversation = Schemas['ConversationView']

/** The conversations that an app's callers asked to keep. */
export function Conversations({ app }: { app: App }) {
  const t = useWords()
  const { time } = useFormats()
  const [open, setOpen] = useState<Conversation | null>(null)
  const conversations = usePages(['conversations', app.id], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/conversations', {
        params: { path: { appId: app.id }, query: { limit: 20, cursor: cursor ?? null } },
      }),
    ),
  )
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Typography variant="h2">{t('chat.conversations')}</Typography>
      {conversations.error && <Alert severity="error">{conversations.error.message}</Alert>}
      {!conversations.items && !conversations.error && <Loading />}
      {conversations.items?.length === 0 && (
        <Typography sx={{ color: 'text.secondary', mt: 1 }}>{t('chat.noConversations')}</Typography>
      )}
      {conversations.items && conversations.items.length > 0 && (
        <List disablePadding>
          {conversations.items.map((each) => (
            <li key={each.id}>
              <ListItemButton onClick={() => setOpen(each)} sx={{ px: 1 }}>
                <ListItemText
                  primary={each.title || t('chat.untitled')}
                  secondary={[time(each.updatedAt), t('chat.turns', { count: each.turnCount }), each.user]
                    .filter(Boolean)
                    .join(' · ')}
                  slotProps={{ primary: { sx: { overflowWrap: 'anywhere' } } }}
                />
              </ListItemButton>
            </li>
          ))}
        </List>
      )}
      <More more={conversations.more} asking={conversations.asking} />
      {open && <Turns app={app} conversation={open} close={() => setOpen(null)} />}
    </Paper>
  )
}

function Turns({ app, conversation, close }: { app: App; conversation: Conversation; close: () => void }) {
  const t = useWords()
  const may = useMay()
  const { date, number } = useFormats()
  const queries = useQueryClient()
  const path = { appId: app.id, conversationId: conversation.id }
  const turns = usePages(['conversations', app.id, 'turns', conversation.id], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/conversations/{conversationId}/turns', {
        params: { path, query: { limit: 50, cursor: cursor ?? null } },
      }),
    ),
  )
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE('/v1/apps/{appId}/conversations/{conversationId}', { params: { path } })),
    onSuccess: async () => {
      close()
      await queries.invalidateQueries({ queryKey: ['conversations', app.id] })
    },
  })
  return (
    <Dialog open onClose={close} fullWidth maxWidth="md" aria-labelledby="conversation">
      <DialogTitle id="conversation" sx={{ overflowWrap: 'anywhere' }}>
        {conversation.title || t('chat.untitled')}
      </DialogTitle>
      <DialogContent tabIndex={0}>
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
          {t('chat.until', { date: date(conversation.expiresAt) })}
        </Typography>
        {turns.error && <Alert severity="error">{turns.error.message}</Alert>}
        {!turns.items && !turns.error && <Loading />}
        <Stack spacing={2}>
          {(turns.items ?? []).map((turn) => (
            <Stack key={turn.id} spacing={1}>
              {turn.omitted && <Typography sx={{ fontStyle: 'italic' }}>{t('chat.omitted')}</Typography>}
              {[...turn.messages, ...turn.answers].map((each, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: messages have no other name
                <Paper key={place} variant="outlined" sx={{ p: 1.5 }}>
                  <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                    {each.role === 'user' ? t('chat.you') : each.role === 'system' ? t('chat.system') : turn.model}
                  </Typography>
                  <Typography dir="auto" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                    {readable(each.content)}
                  </Typography>
                </Paper>
              ))}
              <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                {t('chat.tokens', { input: number(turn.promptTokens), output: number(turn.completionTokens) })}{' '}
                {may('traces:read') && turn.traceId && (
                  <Link component={RouterLink} to={`/apps/${app.id}/traces/${turn.traceId}`}>
                    {t('chat.trace')}
                  </Link>
                )}
              </Typography>
            </Stack>
          ))}
        </Stack>
        <More more={turns.more} asking={turns.asking} />
      </DialogContent>
      <DialogActions>
        {may('conversations:manage') && (
          <ConfirmButton
            color="error"
            question={t('chat.deleteQuestion')}
            text={t('chat.deleteText')}
            act={() => remove.mutate()}
          >
            {t('chat.delete')}
          </ConfirmButton>
        )}
        <Button onClick={close}>{t('close')}</Button>
      </DialogActions>
    </Dialog>
  )
}
