import UploadFileOutlined from '@mui/icons-material/UploadFileOutlined'
import { Alert, Box, Button, LinearProgress, MenuItem, Paper, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { answered, api } from '../../shared/api/client'
import { Problem } from '../../shared/api/problem'
import { type Operation, useOperation } from '../../shared/operation'
import type { App } from '../AppPart'
import { useWords } from '../words'
import { formatOf } from './content'

type Format = NonNullable<ReturnType<typeof formatOf>>

const FORMATS: Format[] = ['openapi', 'ddl', 'markdown']
const TYPES: Record<Format, string> = { openapi: 'application/json', ddl: 'text/plain', markdown: 'text/markdown' }

/** Take a file of knowledge into the draft, and tell what of it was taken. */
export function Upload({ app }: { app: App }) {
  const t = useWords()
  const queries = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [format, setFormat] = useState<Format>('markdown')
  const [name, setName] = useState('')
  const take = useMutation({
    mutationFn: (chosen: File) => received(app.id, chosen, format, name.trim()),
    onSuccess: () => setFile(null),
  })
  const { data: operation } = useOperation(take.data?.id ?? null)
  const over = Boolean(operation?.finishedAt)
  useEffect(() => {
    if (over) void queries.invalidateQueries({ queryKey: ['kb', app.id] })
  }, [over, queries, app.id])
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Typography variant="h2" gutterBottom>
        {t('kb.upload')}
      </Typography>
      <Typography sx={{ color: 'text.secondary', mb: 2 }}>{t('kb.uploadText')}</Typography>
      <Stack
        component="form"
        direction="row"
        spacing={2}
        useFlexGap
        sx={{ flexWrap: 'wrap', alignItems: 'center' }}
        onSubmit={(event) => {
          event.preventDefault()
          if (file) take.mutate(file)
        }}
      >
        <Button variant="outlined" startIcon={<UploadFileOutlined />} onClick={() => input.current?.click()}>
          {file?.name ?? t('kb.choose')}
        </Button>
        <input
          ref={input}
          hidden
          type="file"
          accept=".json,.yaml,.yml,.sql,.ddl,.md,.markdown,.txt"
          aria-label={t('kb.choose')}
          onChange={(event) => {
            const chosen = event.target.files?.[0]
            event.target.value = ''
            if (!chosen) return
            setFile(chosen)
            setFormat(formatOf(chosen.name) ?? format)
            setName(chosen.name.replace(/\.[^.]+$/, ''))
          }}
        />
        {file && (
          <>
            <TextField
              select
              size="small"
              label={t('kb.format')}
              value={format}
              onChange={(event) => setFormat(event.target.value as Format)}
              sx={{ minWidth: 150 }}
            >
              {FORMATS.map((each) => (
                <MenuItem key={each} value={each}>
                  {t(`kb.${each}`)}
                </MenuItem>
              ))}
            </TextField>
            {format === 'markdown' && (
              <TextField
                required
                size="small"
                label={t('kb.document')}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
            <Button
              type="submit"
              variant="contained"
              loading={take.isPending}
              disabled={format === 'markdown' && !name.trim()}
            >
              {t('kb.take')}
            </Button>
          </>
        )}
      </Stack>
      {operation && <Report operation={operation} />}
    </Paper>
  )
}

/** How far the reading of a file is, and what came of it: what was taken, and what could not be. */
function Report({ operation }: { operation: Operation }) {
  const t = useWords()
  const { status, progress, result } = operation
  if (status === 'failed' || status === 'cancelled')
    return (
      <Alert severity="error" sx={{ mt: 2 }}>
        {operation.error?.message ?? t('kb.cancelled')}
      </Alert>
    )
  if (status !== 'succeeded')
    return (
      <Stack spacing={1} role="status" sx={{ mt: 2 }}>
        <Typography variant="body2">{t('kb.reading', { done: progress.done })}</Typography>
        <LinearProgress
          aria-label={t('kb.upload')}
          {...(progress.total
            ? { variant: 'determinate' as const, value: Math.min(100, (100 * progress.done) / progress.total) }
            : {})}
        />
      </Stack>
    )
  const problems = (result?.problems ?? []) as { where: string; message: string }[]
  const refused = Number(result?.refused ?? 0)
  return (
    <Alert severity={refused > 0 ? 'warning' : 'success'} sx={{ mt: 2 }}>
      {t('kb.report', { items: Number(result?.items ?? 0), staged: Number(result?.staged ?? 0) })}
      {refused > 0 && (
        <>
          <Typography sx={{ mt: 1 }}>{t('kb.refused', { count: refused })}</Typography>
          <Box component="ul" sx={{ m: 0, pl: 2.5, maxHeight: 220, overflow: 'auto' }}>
            {problems.map(({ where, message }) => (
              <li key={`${where} ${message}`}>
                {where}: {message}
              </li>
            ))}
          </Box>
        </>
      )}
    </Alert>
  )
}

async function received(appId: string, file: File, format: Format, name: string) {
  const announced = { purpose: 'knowledge_file' as const, contentType: TYPES[format] }
  const { upload, uploadRequest } = await answered(
    api.POST('/v1/uploads', { body: { ...announced, size: file.size, fileName: file.name } }),
  )
  const { url, method, headers } = uploadRequest
  const sent = await fetch(url, { method, headers, body: file })
  if (!sent.ok) throw new Problem(sent.status, 'upload_failed', `HTTP ${sent.status}`)
  await answered(api.POST('/v1/uploads/{uploadId}/complete', { params: { path: { uploadId: upload.id } } }))
  const params = { path: { appId } }
  const body = { uploadId: upload.id }
  if (format === 'openapi') return answered(api.POST('/v1/apps/{appId}/kb/upload-openapi', { params, body }))
  if (format === 'ddl') return answered(api.POST('/v1/apps/{appId}/kb/upload-ddl', { params, body }))
  return answered(api.POST('/v1/apps/{appId}/kb/upload-markdown', { params, body: { ...body, name } }))
}
