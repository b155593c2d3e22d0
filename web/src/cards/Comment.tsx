import { Box, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '../shared/access'
import { useAct } from '../shared/acts'
import { answered, api } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import type { Card } from './cards'
import { type Said, TALK } from './talk'
import { useWords } from './words'

/** What somebody said about a card; one's own can be deleted, anybody's by whoever publishes cards. */
export function Comment({ card, comment }: { card: Card; comment: Said }) {
  const t = useWords()
  const may = useMay()
  const { time } = useFormats()
  const me = useQuery({ queryKey: ['me'], queryFn: () => answered(api.GET('/v1/profile')), staleTime: Infinity })
  const params = { path: { cardId: card.id, commentId: comment.id } }
  const remove = useAct(() => answered(api.DELETE('/v1/cards/{cardId}/comments/{commentId}', { params })), ...TALK)
  const author = comment.authorName ?? t('talk.somebody')
  const mayRemove =
    card.status === 'active' &&
    comment.deletedAt === null &&
    (comment.createdBy === me.data?.id || may('cards:publish'))
  return (
    <Box component="article" aria-label={t('talk.by', { name: author })}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', minHeight: 30 }}>
        <Typography variant="body2" sx={{ color: 'text.secondary', flexGrow: 1 }}>
          <strong>{author}</strong> · {time(comment.createdAt)}
          {comment.editedAt && ` · ${t('talk.edited')}`}
        </Typography>
        {mayRemove && (
          <ConfirmButton
            size="small"
            color="error"
            question={t('talk.deleteQuestion')}
            text={t('talk.deleteText')}
            loading={remove.isPending}
            act={() => remove.mutate()}
          >
            {t('talk.delete')}
          </ConfirmButton>
        )}
      </Box>
      {comment.anchor && (
        <Typography
          component="blockquote"
          variant="body2"
          dir="auto"
          sx={{ m: 0, pl: 1, borderLeft: 2, borderColor: 'divider', color: 'text.secondary', overflowWrap: 'anywhere' }}
        >
          {comment.anchor.quote}
          {comment.placement?.outdated && ` (${t('talk.outdated')})`}
        </Typography>
      )}
      {comment.deletedAt ? (
        <Typography sx={{ color: 'text.secondary', fontStyle: 'italic' }}>{t('talk.deleted')}</Typography>
      ) : (
        <Typography dir="auto" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {comment.text}
        </Typography>
      )}
    </Box>
  )
}
