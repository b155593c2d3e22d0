import AttachFileOutlined from '@mui/icons-material/AttachFileOutlined'
import CloseOutlined from '@mui/icons-material/CloseOutlined'
import { IconButton, Link, List, ListItem, ListItemText, Typography } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMay } from '../../shared/access'
import { answered, api, listed } from '../../shared/api/client'
import { Failure } from '../../shared/layout/Failure'
import { upload } from '../../shared/upload'
import type { Inside, Task } from '../data'
import { FileButton } from '../FileButton'
import { Section } from '../Section'
import { useWords } from '../words'

/** A task's files: sent to the file store itself, and fetched from there. */
export function Attachments({ inside, task }: { inside: Inside; task: Task }) {
  const t = useWords()
  const mayAttach = useMay()('comments:write')
  const path = { projectId: inside.project.id, taskId: task.id }
  const attachments = useQuery({
    queryKey: ['project', inside.project.id, 'attachments', task.id],
    queryFn: () => listed(api.GET('/v1/projects/{projectId}/tasks/{taskId}/attachments', { params: { path } })),
  })
  const attach = useMutation({
    mutationFn: async (file: File) => {
      const uploadId = await upload(file, 'task_attachment')
      const body = { uploadId }
      return answered(api.POST('/v1/projects/{projectId}/tasks/{taskId}/attachments', { params: { path }, body }))
    },
    onSuccess: () => attachments.refetch(),
  })
  const remove = useMutation({
    mutationFn: (attachmentId: string) =>
      answered(
        api.DELETE('/v1/projects/{projectId}/tasks/{taskId}/attachments/{attachmentId}', {
          params: { path: { ...path, attachmentId } },
        }),
      ),
    onSuccess: () => attachments.refetch(),
  })
  const fetchFile = useMutation({
    mutationFn: (attachmentId: string) =>
      answered(
        api.GET('/v1/projects/{projectId}/tasks/{taskId}/attachments/{attachmentId}', {
          params: { path: { ...path, attachmentId } },
        }),
      ),
    onSuccess: ({ downloadUrl }) => location.assign(downloadUrl),
  })
  const files = attachments.data?.items
  return (
    <Section
      title={t('files.title')}
      action={
        mayAttach && (
          <FileButton
            label={t('files.attach')}
            icon={<AttachFileOutlined />}
            disabled={attach.isPending}
            choose={(file) => attach.mutate(file)}
          />
        )
      }
    >
      {attachments.error && <Failure problem={attachments.error} again={attachments.refetch} />}
      {files?.length === 0 && <Typography sx={{ color: 'text.secondary' }}>{t('files.none')}</Typography>}
      {files && files.length > 0 && (
        <List dense aria-label={t('files.title')}>
          {files.map(({ id, fileName, size, createdBy }) => (
            <ListItem
              key={id}
              disableGutters
              secondaryAction={
                createdBy === inside.me && (
                  <IconButton
                    edge="end"
                    aria-label={t('files.remove', { name: fileName })}
                    onClick={() => remove.mutate(id)}
                  >
                    <CloseOutlined />
                  </IconButton>
                )
              }
            >
              <ListItemText
                primary={
                  <Link component="button" onClick={() => fetchFile.mutate(id)}>
                    {fileName}
                  </Link>
                }
                secondary={t('files.size', { size: Math.max(1, Math.round(size / 1024)) })}
              />
            </ListItem>
          ))}
        </List>
      )}
    </Section>
  )
}
