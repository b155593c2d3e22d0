import UploadFileOutlined from '@mui/icons-material/UploadFileOutlined'
import { Button, FormControlLabel, Stack, Switch, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api, type Schemas } from '../../shared/api/client'
import { type Operation, useOperation } from '../../shared/operation'
import { upload } from '../../shared/upload'
import { Choice } from '../Choice'
import { useInside, useRefresh } from '../data'
import { FileButton } from '../FileButton'
import { Progress } from '../Progress'
import { Section } from '../Section'
import { useWords } from '../words'

type Format = Schemas['shared__domain__tasks__exporting__ExportFormat']
const FORMATS: Format[] = ['csv', 'json', 'ms_project']

/** Tasks in and out: tables, Jira's issues, plans of Microsoft Project. */
export function Exchange() {
  const mayImport = useMay()('projects:update')
  return (
    <Stack spacing={2}>
      {mayImport && <Import />}
      <Export />
    </Stack>
  )
}

function Import() {
  const t = useWords()
  const projectId = useInside().project.id
  const refresh = useRefresh(projectId)
  const [isDry, setDry] = useState(true)
  const take = useMutation({
    mutationFn: async (file: File) => {
      const body = { uploadId: await upload(file, 'task_file'), dryRun: isDry }
      return answered(api.POST('/v1/projects/{projectId}/task-imports', { params: { path: { projectId } }, body }))
    },
  })
  const operation = useOperation(take.data?.id ?? null)
  const isDone = operation.data?.status === 'succeeded'
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the import is done
  useEffect(() => {
    if (isDone) refresh()
  }, [isDone])
  const count = (name: string) => Number(operation.data?.result?.[name] ?? 0)
  const counts = {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    refused: count('refused'),
  }
  return (
    <Section title={t('import.title')}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('import.text')}
      </Typography>
      <Stack direction="row" spacing={2} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <FormControlLabel
          control={<Switch checked={isDry} onChange={(_, isOn) => setDry(isOn)} />}
          label={t('import.dry')}
        />
        <FileButton
          label={t('import.choose')}
          icon={<UploadFileOutlined />}
          accept=".csv,.json,.xml"
          disabled={take.isPending || (operation.data !== undefined && !operation.data.finishedAt)}
          choose={(file) => take.mutate(file)}
        />
      </Stack>
      {operation.data && (
        <Progress operation={operation.data}>
          {t(operation.data.result?.dryRun ? 'import.would' : 'import.did', counts)}{' '}
          <Fetch operation={operation.data} label={t('import.report')} />
        </Progress>
      )}
    </Section>
  )
}

function Export() {
  const t = useWords()
  const projectId = useInside().project.id
  const [format, setFormat] = useState<Format>('csv')
  const write = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/projects/{projectId}/task-exports', { params: { path: { projectId } }, body: { format } }),
      ),
  })
  const operation = useOperation(write.data?.id ?? null)
  const written = Number(operation.data?.result?.tasks ?? 0)
  return (
    <Section title={t('export.title')}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('export.text')}
      </Typography>
      <Stack direction="row" spacing={2}>
        <Choice
          label={t('export.format')}
          value={format}
          options={FORMATS.map((value) => ({ value, name: t(`export.${value}`) }))}
          choose={(value) => setFormat(value as Format)}
        />
        <Button
          variant="outlined"
          disabled={write.isPending || (operation.data !== undefined && !operation.data.finishedAt)}
          onClick={() => write.mutate()}
        >
          {t('export.write')}
        </Button>
      </Stack>
      {operation.data && (
        <Progress operation={operation.data}>
          {t(written === 1 ? 'export.doneOne' : 'export.done', { count: written })}{' '}
          <Fetch operation={operation.data} label={t('export.fetch')} />
        </Progress>
      )}
    </Section>
  )
}

function Fetch({ operation, label }: { operation: Operation; label: string }) {
  const projectId = useInside().project.id
  const ask = useMutation({
    mutationFn: () => {
      const path = { projectId, fileId: operation.id }
      return answered(api.GET('/v1/projects/{projectId}/task-files/{fileId}', { params: { path } }))
    },
    onSuccess: ({ url }) => location.assign(url),
  })
  return (
    <Button size="small" color="inherit" disabled={ask.isPending} onClick={() => ask.mutate()}>
      {label}
    </Button>
  )
}
