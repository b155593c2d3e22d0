import {
  Autocomplete,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  TextField,
} from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answered, api, type Schemas } from '../../shared/api/client'
import { Choice } from '../Choice'
import { useWords } from '../words'
import { CHOICES, type Dimension, isWhole, type Measure, MOST_DIMENSIONS, type Source } from './choices'

const FORMATS: Schemas['ReportFormat'][] = ['csv', 'pdf', 'json']

/** Ask what a report is of, and save it. */
export function BuildReport({ projectId, close }: { projectId: string; close(): void }) {
  const t = useWords()
  const [name, setName] = useState('')
  const [source, setSource] = useState<Source>('tasks')
  const [format, setFormat] = useState<Schemas['ReportFormat']>('csv')
  const [dimensions, setDimensions] = useState<Dimension[]>(['assignee'])
  const [measures, setMeasures] = useState<Measure[]>(['tasks'])
  const [key] = useState(() => crypto.randomUUID())
  const save = useMutation({
    mutationFn: () => {
      const definition = { source, dimensions, measures } as Schemas['ReportDefinition-Input']
      return answered(
        api.POST('/v1/projects/{projectId}/reports', {
          params: { path: { projectId }, header: { 'Idempotency-Key': key } },
          body: { name, definition, format },
        }),
      )
    },
    onSuccess: close,
  })
  const choose = (next: Source) => {
    setSource(next)
    setDimensions(CHOICES[next].dimensions.slice(0, 1))
    setMeasures(CHOICES[next].measures.slice(0, 1))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="build-report">
      <form onSubmit={submit}>
        <DialogTitle id="build-report">{t('reports.create')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <TextField
              autoFocus
              required
              label={t('reports.name')}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Choice
              label={t('reports.source')}
              value={source}
              options={(['tasks', 'time'] as const).map((value) => ({ value, name: t(`source.${value}`) }))}
              choose={(value) => choose(value as Source)}
            />
            <Autocomplete
              multiple
              options={CHOICES[source].dimensions}
              value={dimensions}
              getOptionLabel={(each) => t(`dimension.${each}`)}
              onChange={(_, chosen) => setDimensions(chosen)}
              renderInput={(params) => (
                <TextField
                  {...params}
                  label={t('reports.dimensions')}
                  error={dimensions.length > MOST_DIMENSIONS}
                  helperText={t('reports.dimensionsHelp', { count: MOST_DIMENSIONS })}
                />
              )}
            />
            <Autocomplete
              multiple
              options={CHOICES[source].measures}
              value={measures}
              getOptionLabel={(each) => t(`measure.${each}`)}
              onChange={(_, chosen) => setMeasures(chosen)}
              renderInput={(params) => (
                <TextField {...params} label={t('reports.measures')} helperText={t('reports.measuresHelp')} />
              )}
            />
            <Choice
              label={t('reports.format')}
              value={format}
              options={FORMATS.map((value) => ({ value, name: value.toUpperCase() }))}
              choose={(value) => setFormat(value as Schemas['ReportFormat'])}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            disabled={save.isPending || !name.trim() || !isWhole(dimensions, measures)}
          >
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
