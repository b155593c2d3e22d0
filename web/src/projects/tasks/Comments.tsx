import { Autocomplete, Avatar, Button, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api, listed, type Schemas } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { Failure } from '../../shared/layout/Failure'
import { Markdown } from '../../shared/Markdown'
import { type Inside, nameOf, type Person, type Task, useRefresh } from '../data'
import { momentText } from '../days'
import { Section } from '../Section'
import { useWords } from '../words'

/** What was said about a task; whoever is mentioned is told. */
export function Comments({ inside, task }: { inside: Inside; task: Task }) {
  const t = useWords()
  const may = useMay()
  const { project, people } = inside
  const path = { projectId: project.id }
  const refresh = useRefresh(project.id)
  const [body, setBody] = useState('')
  const [mentioned, setMentioned] = useState<Person[]>([])
  const [key, setKey] = useState(() => crypto.randomUUID())
  const comments = useQuery({
    queryKey: ['project', project.id, 'comments', task.id],
    queryFn: () =>
      listed(
        api.GET('/v1/projects/{projectId}/comments', { params: { path, query: { taskId: task.id, limit: 100 } } }),
      ),
  })
  const add = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/projects/{projectId}/comments', {
          params: { path, header: { 'Idempotency-Key': key } },
          body: { taskId: task.id, body, mentionIds: mentioned.map(({ memberId }) => memberId) },
        }),
      ),
    onSuccess: () => {
      setBody('')
      setMentioned([])
      setKey(crypto.randomUUID())
      refresh()
    },
  })
  const remove = useMutation({
    mutationFn: (commentId: string) =>
      answered(
        api.DELETE('/v1/projects/{projectId}/comments/{commentId}', { params: { path: { ...path, commentId } } }),
      ),
    onSuccess: refresh,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <Section title={t('comments.title')}>
      {comments.error && <Failure problem={comments.error} again={comments.refetch} />}
      {comments.data?.items.length === 0 && (
        <Typography sx={{ color: 'text.secondary' }}>{t('comments.none')}</Typography>
      )}
      {comments.data?.items.map((comment) => (
        <Comment
          key={comment.id}
          comment={comment}
          people={people}
          {...(comment.createdBy === inside.me && { remove: () => remove.mutate(comment.id) })}
        />
      ))}
      {may('comments:write') && (
        <Stack component="form" spacing={1.5} onSubmit={submit}>
          <TextField
            multiline
            minRows={2}
            label={t('comments.write')}
            helperText={t('markdown')}
            value={body}
            onChange={(event) => setBody(event.target.value)}
          />
          <Autocomplete
            multiple
            size="small"
            options={people}
            value={mentioned}
            getOptionLabel={(person) => nameOf(people, person.memberId)}
            getOptionKey={(person) => person.memberId}
            isOptionEqualToValue={(one, other) => one.memberId === other.memberId}
            onChange={(_, chosen) => setMentioned(chosen)}
            renderInput={(params) => <TextField {...params} label={t('comments.mention')} />}
          />
          <Button
            type="submit"
            variant="contained"
            disabled={!body.trim() || add.isPending}
            sx={{ alignSelf: 'start' }}
          >
            {t('comments.send')}
          </Button>
        </Stack>
      )}
    </Section>
  )
}

function Comment({
  comment,
  people,
  remove,
}: {
  comment: Schemas['CommentView']
  people: Person[]
  remove?: () => void
}) {
  const t = useWords()
  const locale = language((state) => state.locale)
  const author = nameOf(people, comment.createdBy)
  return (
    <Stack direction="row" spacing={1.5} component="article" aria-label={t('comments.by', { name: author })}>
      <Avatar sx={{ width: 32, height: 32, fontSize: 14 }} aria-hidden>
        {author.slice(0, 1)}
      </Avatar>
      <Stack sx={{ minWidth: 0, flexGrow: 1 }}>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          <strong>{author}</strong> · {momentText(comment.createdAt, locale)}
          {comment.editCount > 0 && ` · ${t('comments.edited')}`}
        </Typography>
        {comment.deletedAt ? (
          <Typography sx={{ color: 'text.secondary', fontStyle: 'italic' }}>{t('comments.deleted')}</Typography>
        ) : (
          <Markdown text={comment.body} />
        )}
        {comment.mentionIds.length > 0 && !comment.deletedAt && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('comments.to', { names: comment.mentionIds.map((id) => nameOf(people, id)).join(', ') })}
          </Typography>
        )}
      </Stack>
      {remove && !comment.deletedAt && (
        <Button size="small" onClick={remove} sx={{ alignSelf: 'start' }}>
          {t('delete')}
        </Button>
      )}
    </Stack>
  )
}
