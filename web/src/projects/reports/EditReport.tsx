import { Autocomplete, Divider, TextField, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api } from '../../shared/api/client'
import { FormDialog } from '../../shared/layout/FormDialog'
import { Choice } from '../Choice'
import { useInside } from '../data'
import { useWords } from '../words'
import { CHOICES, MOST_DIMENSIONS, type Source } from './choices'
import { bodyOf, type Draft, draftOf, FORMATS, type Format, isSound, ofSource, type Report } from './draft'
import { ReportFilters } from './ReportFilters'
import { ScheduleFields } from './ScheduleFields'

interface Props {
  /** The report that is changed; without it there is a new one. */
  report?: Report
  saved(): void
  close(): void
}

/** Ask what a report tells, of what, and when to whom it is mailed. */
export function EditReport({ report, saved, close }: Props) {
  const t = useWords()
  const mayTellCosts = useMay()('rates:manage')
  const projectId = useInside().project.id
  const [draft, setDraft] = useState(() => draftOf(report))
  const [key] = useState(() => crypto.randomUUID())
  const write = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const { name, source, dimensions, measures, format } = draft
  const save = useMutation({
    mutationFn: () => {
      const path = { projectId }
      return answered(
        report
          ? api.PATCH('/v1/projects/{projectId}/reports/{reportId}', {
              params: { path: { ...path, reportId: report.id } },
              body: bodyOf(draft),
            })
          : api.POST('/v1/projects/{projectId}/reports', {
              params: { path, header: { 'Idempotency-Key': key } },
              body: bodyOf(draft),
            }),
      )
    },
    onSuccess: saved,
  })
  return (
    <FormDialog
      open
      title={t(report ? 'reports.edit' : 'reports.create')}
      submit={t('save')}
      busy={save.isPending}
      ready={isSound(draft)}
      act={() => save.mutate()}
      close={close}
    >
      <TextField
        autoFocus
        required
        label={t('reports.name')}
        value={name}
        onChange={(event) => write({ name: event.target.value })}
      />
      <Choice
        label={t('reports.source')}
        value={source}
        options={(['tasks', 'time'] as const).map((value) => ({ value, name: t(`source.${value}`) }))}
        choose={(value) => setDraft(ofSource(draft, value as Source))}
      />
      <Autocomplete
        multiple
        options={CHOICES[source].dimensions}
        value={dimensions}
        getOptionLabel={(each) => t(`dimension.${each}`)}
        onChange={(_, chosen) => write({ dimensions: chosen })}
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
        options={CHOICES[source].measures.filter((each) => mayTellCosts || each !== 'cost')}
        value={measures}
        getOptionLabel={(each) => t(`measure.${each}`)}
        onChange={(_, chosen) => write({ measures: chosen })}
        renderInput={(params) => (
          <TextField
            {...params}
            label={t('reports.measures')}
            helperText={measures.includes('cost') && t('reports.measuresHelp')}
          />
        )}
      />
      <Choice
        label={t('reports.format')}
        value={format}
        options={FORMATS.map((value) => ({ value, name: value.toUpperCase() }))}
        choose={(value) => write({ format: value as Format })}
      />
      <Divider />
      <Typography variant="h3">{t('reports.only')}</Typography>
      <ReportFilters draft={draft} write={write} />
      <Divider />
      <Typography variant="h3">{t('reports.mail')}</Typography>
      <ScheduleFields draft={draft} write={write} />
    </FormDialog>
  )
}
