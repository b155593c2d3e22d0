import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  LinearProgress,
  MenuItem,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { answered, api } from '../../shared/api/client'
import { language } from '../../shared/i18n/language'
import { type Operation, useOperation } from '../../shared/operation'
import { upload } from '../../shared/upload'
import { placeOf } from '../parts/complaints'
import { useWords } from '../words'
import { contentTypeOf, exported, imported, isPackage, packaged } from './exchanged'
import { PackageOutcome, Refused } from './PackageOutcome'
import type { Filters } from './QuestionFilters'

const FORMATS = ['json', 'yaml', 'csv'] as const

/** Take in a file of questions; rows that are wrong are told one by one. */
export function ImportQuestions() {
  const t = useWords()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [file, setFile] = useState<File | null>(null)
  const locale = useStore(language, ({ locale }) => locale)
  const start = useMutation({
    mutationFn: async (chosen: File) => {
      if (isPackage(chosen.name)) {
        const uploadId = await upload(chosen, 'question_package', 'application/zip')
        return answered(api.POST('/v1/questions/import-package', { body: { uploadId, naturalLanguage: locale } }))
      }
      const uploadId = await upload(chosen, 'question_file', contentTypeOf(chosen.name))
      return answered(api.POST('/v1/questions/import', { body: { uploadId } }))
    },
  })
  const operation = useOperation(start.data?.id).data
  const isDone = Boolean(operation?.finishedAt)
  useEffect(() => {
    if (isDone) void queries.invalidateQueries({ queryKey: ['questions'] })
  }, [isDone, queries])
  const report = packaged(operation?.result)
  const close = () => {
    setOpen(false)
    setFile(null)
    start.reset()
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('bank.import')}</Button>
      <Dialog open={open} onClose={close} fullWidth maxWidth="md" aria-labelledby="import-title">
        <DialogTitle id="import-title">{t('import.title')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            <Typography>{t('import.text')}</Typography>
            <label>
              {t('import.file')}{' '}
              <input
                type="file"
                accept=".json,.yaml,.yml,.csv,.zip,.kpp"
                disabled={!start.isIdle}
                onChange={({ target }) => setFile(target.files?.[0] ?? null)}
              />
            </label>
            {start.isPending && <Progress name={t('import.sending')} />}
            {operation && <Progressing operation={operation} />}
            {operation?.status === 'succeeded' && report && <PackageOutcome report={report} close={close} />}
            {operation?.status === 'succeeded' && !report && <Report operation={operation} />}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('do.close')}</Button>
          <Button variant="contained" disabled={!file || !start.isIdle} onClick={() => file && start.mutate(file)}>
            {t('import.start')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  )
}

function Report({ operation }: { operation: Operation }) {
  const t = useWords()
  const { counts, problems } = imported(operation.result)
  return (
    <>
      <Alert severity={problems.length ? 'warning' : 'success'}>{t('import.counts', counts)}</Alert>
      {problems.length > 0 && (
        <Table size="small" aria-label={t('import.problem')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('import.row')}</TableCell>
              <TableCell>{t('import.field')}</TableCell>
              <TableCell>{t('import.problem')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {problems.map(({ row, field, message }) => (
              <TableRow key={`${row} ${field} ${message}`}>
                <TableCell>{row}</TableCell>
                <TableCell>{placeOf(field)}</TableCell>
                <TableCell>{message}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </>
  )
}

/** Write the questions that fit the filters to a file. */
export function ExportQuestions({ filters }: { filters: Filters }) {
  const t = useWords()
  const [open, setOpen] = useState(false)
  const [format, setFormat] = useState<(typeof FORMATS)[number]>('json')
  const { q: _, ...chosen } = filters
  const start = useMutation({
    mutationFn: () => answered(api.POST('/v1/question-exports', { body: { ...chosen, format } })),
  })
  const operation = useOperation(start.data?.id).data
  const download = useMutation({
    mutationFn: (exportId: string) =>
      answered(api.GET('/v1/question-exports/{exportId}', { params: { path: { exportId } } })),
    onSuccess: ({ url }) => location.assign(url),
  })
  const close = () => {
    setOpen(false)
    start.reset()
  }
  const { written, leftOut } = exported(operation?.result)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('bank.export')}</Button>
      <Dialog open={open} onClose={close} fullWidth maxWidth="sm" aria-labelledby="export-title">
        <DialogTitle id="export-title">{t('export.title')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            <Typography sx={{ mb: 1 }}>{t('export.text')}</Typography>
            <TextField
              select
              label={t('export.format')}
              value={format}
              disabled={!start.isIdle}
              onChange={({ target }) => setFormat(target.value as typeof format)}
            >
              {FORMATS.map((each) => (
                <MenuItem key={each} value={each}>
                  {each.toUpperCase()}
                </MenuItem>
              ))}
            </TextField>
            {operation && <Progressing operation={operation} />}
            {leftOut > 0 && <Alert severity="warning">{t('export.leftOut', { number: leftOut })}</Alert>}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('do.close')}</Button>
          {operation?.status === 'succeeded' ? (
            <Button variant="contained" disabled={download.isPending} onClick={() => download.mutate(operation.id)}>
              {t('export.download', { written })}
            </Button>
          ) : (
            <Button variant="contained" disabled={!start.isIdle} onClick={() => start.mutate()}>
              {t('export.start')}
            </Button>
          )}
        </DialogActions>
      </Dialog>
    </>
  )
}

function Progressing({ operation }: { operation: Operation }) {
  const t = useWords()
  const { done, total } = operation.progress
  if (operation.status === 'failed') return <Refused operation={operation} />
  if (operation.finishedAt) return null
  if (total === null) return <Progress name={t('import.waiting')} />
  return (
    <Progress
      name={t(operation.kind === 'question_package_import' ? 'import.judging' : 'import.working', { done, total })}
      value={total ? (done * 100) / total : 100}
    />
  )
}

function Progress({ name, value }: { name: ReactNode; value?: number }) {
  return (
    <Box role="status">
      <Typography gutterBottom>{name}</Typography>
      <LinearProgress aria-hidden {...(value === undefined ? {} : { variant: 'determinate', value })} />
    </Box>
  )
}
