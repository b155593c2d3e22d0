import { Alert, Button, Stack, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { answered, api } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { useTranslate } from '../shared/i18n'
import type { AnswerParts } from './Question'

/** A file: announced, sent to the file store itself, completed, and named by the answer. */
export function FileAnswer({ question, response, write, desk }: AnswerParts) {
  const t = useTranslate()
  const send = useMutation({
    mutationFn: (file: File) => upload(desk.attempt.id, question.questionId, file),
    onSuccess: (uploadId) => write({ kind: 'file_upload', uploadId }),
  })
  const rules = question.file
  if (!rules) return null
  const isThere = response?.kind === 'file_upload' && response.uploadId !== ''
  return (
    <Stack spacing={2} sx={{ alignItems: 'start' }}>
      <Typography id="file-rules">
        {t('answer.fileRules', {
          types: rules.contentTypes.join(', '),
          size: Math.floor(rules.maxBytes / 2 ** 20) || 1,
        })}
      </Typography>
      <label>
        {t('answer.file')}{' '}
        <input
          type="file"
          accept={rules.contentTypes.join(',')}
          aria-describedby="file-rules"
          disabled={send.isPending}
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (file) send.mutate(file)
          }}
        />
      </label>
      {isThere && (
        <Alert
          severity="success"
          action={
            <Button color="inherit" size="small" onClick={() => write({ kind: 'file_upload', uploadId: '' })}>
              {t('answer.fileRemove')}
            </Button>
          }
        >
          {t('answer.fileThere')}
        </Alert>
      )}
    </Stack>
  )
}

async function upload(attemptId: string, questionId: string, file: File): Promise<string> {
  const path = { attemptId, questionId }
  const body = { contentType: file.type || 'application/octet-stream', size: file.size, fileName: file.name }
  const ticket = await answered(
    api.POST('/v1/attempts/{attemptId}/answers/{questionId}/uploads', { params: { path }, body }),
  )
  const { method, url, headers } = ticket.uploadRequest
  const sent = await fetch(url, { method, headers, body: file })
  if (!sent.ok) throw new Problem(sent.status, 'upload_failed', `HTTP ${sent.status}`)
  await answered(
    api.POST('/v1/attempts/{attemptId}/answers/{questionId}/uploads/{uploadId}/complete', {
      params: { path: { ...path, uploadId: ticket.upload.id } },
    }),
  )
  return ticket.upload.id
}
