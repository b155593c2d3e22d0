import { Button, Paper, Stack, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material'
import { useState } from 'react'
import { useAct } from '../shared/acts'
import { answered, api } from '../shared/api/client'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { More } from '../shared/layout/More'
import { Comment } from './Comment'
import type { Card } from './cards'
import { type Said, TALK, useComments } from './talk'
import { WriteComment } from './WriteComment'
import { useWords } from './words'

/** The threads of comments on a card: those to settle, or those that are. */
export function Threads({ card }: { card: Card }) {
  const t = useWords()
  const [resolved, setResolved] = useState(false)
  const { error, items, again, more, asking } = useComments(card, { resolved })
  return (
    <Paper variant="outlined" sx={{ p: 2 }} component="section" aria-label={t('talk.title')}>
      <Stack spacing={2}>
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <Typography variant="h2" sx={{ flexGrow: 1 }}>
            {t('talk.title')}
          </Typography>
          <ToggleButtonGroup
            exclusive
            size="small"
            aria-label={t('talk.which')}
            value={resolved}
            onChange={(_, chosen: boolean | null) => chosen !== null && setResolved(chosen)}
          >
            <ToggleButton value={false}>{t('talk.open')}</ToggleButton>
            <ToggleButton value={true}>{t('talk.resolved')}</ToggleButton>
          </ToggleButtonGroup>
        </Stack>
        {error && <Failure problem={error} again={again} />}
        {!items && !error && <Loading />}
        {items?.length === 0 && (
          <Typography sx={{ color: 'text.secondary' }}>{t(resolved ? 'talk.noneResolved' : 'talk.none')}</Typography>
        )}
        {items?.map((thread) => (
          <Thread key={thread.id} card={card} thread={thread} />
        ))}
        <More more={more} asking={asking} />
        {!resolved && card.status === 'active' && <WriteComment card={card} label={t('talk.write')} />}
      </Stack>
    </Paper>
  )
}

function Thread({ card, thread }: { card: Card; thread: Said }) {
  const t = useWords()
  const [answering, setAnswering] = useState(false)
  const isActive = card.status === 'active'
  const params = { path: { cardId: card.id, commentId: thread.id } }
  const settle = useAct(
    () =>
      answered(
        thread.resolvedAt
          ? api.POST('/v1/cards/{cardId}/comments/{commentId}/reopen', { params })
          : api.POST('/v1/cards/{cardId}/comments/{commentId}/resolve', { params }),
      ),
    ...TALK,
  )
  return (
    <Stack spacing={1} sx={{ borderLeft: 3, borderColor: 'divider', pl: 2 }}>
      <Comment card={card} comment={thread} />
      {thread.replies > 0 && <Replies card={card} thread={thread} />}
      {answering && (
        <WriteComment card={card} thread={thread.id} label={t('talk.reply')} done={() => setAnswering(false)} />
      )}
      {isActive && (
        <Stack direction="row" spacing={1}>
          {!answering && (
            <Button size="small" onClick={() => setAnswering(true)}>
              {t('talk.answer')}
            </Button>
          )}
          <Button size="small" loading={settle.isPending} onClick={() => settle.mutate()}>
            {t(thread.resolvedAt ? 'talk.reopen' : 'talk.resolve')}
          </Button>
        </Stack>
      )}
    </Stack>
  )
}

function Replies({ card, thread }: { card: Card; thread: Said }) {
  const { error, items, again, more, asking } = useComments(card, { threadId: thread.id })
  if (error) return <Failure problem={error} again={again} />
  if (!items) return <Loading />
  return (
    <Stack spacing={1.5} sx={{ pl: 2 }}>
      {items.map((reply) => (
        <Comment key={reply.id} card={card} comment={reply} />
      ))}
      <More more={more} asking={asking} />
    </Stack>
  )
}
