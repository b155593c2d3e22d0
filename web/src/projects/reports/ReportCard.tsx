import { Button, Typography } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import { Failure } from '../../shared/layout/Failure'
import { useOperation } from '../../shared/operation'
import { nameOf, useInside } from '../data'
import { momentText } from '../days'
import { Progress } from '../Progress'
import { Section } from '../Section'
import { useWords } from '../words'
import type { Report } from './draft'
import { EditReport } from './EditReport'
import { filesKey, ReportFiles } from './ReportFiles'

/** One saved report: what it tells, when it is mailed, and what was written of it. */
export function ReportCard({ report, changed }: { report: Report; changed(): void }) {
  const t = useWords()
  const mayWrite = useMay()('reports:write')
  const locale = language((state) => state.locale)
  const queries = useQueryClient()
  const { project, people } = useInside()
  const { id: reportId, projectId, name, definition, format, schedule, nextDueAt } = report
  const [editing, setEditing] = useState(false)
  const path = { projectId, reportId }
  const run = useMutation({
    mutationFn: (mail: boolean) =>
      answered(api.POST('/v1/projects/{projectId}/reports/{reportId}/runs', { params: { path }, body: { mail } })),
  })
  const operation = useOperation(run.data?.id ?? null)
  const finishedAt = operation.data?.finishedAt
  useEffect(() => {
    if (finishedAt) queries.invalidateQueries({ queryKey: filesKey(projectId, reportId) })
  }, [finishedAt, projectId, reportId, queries])
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE('/v1/projects/{projectId}/reports/{reportId}', { params: { path } })),
    onSuccess: changed,
  })
  const by = (definition.dimensions ?? []).map((each) => t(`dimension.${each}`)).join(', ')
  const of = definition.measures.map((each) => t(`measure.${each}`)).join(', ')
  const isLimited = Object.values(definition.filters ?? {}).some((value) => value !== null)
  const isBusy = run.isPending || (operation.data !== undefined && !finishedAt)
  const isOpen = project.status !== 'archived'
  return (
    <Section
      title={name}
      action={
        <>
          {mayWrite && (
            <ConfirmButton
              color="error"
              disabled={remove.isPending}
              question={t('reports.deleteTitle', { name })}
              text={t('reports.deleteText')}
              act={() => remove.mutate()}
            >
              {t('delete')}
            </ConfirmButton>
          )}
          {mayWrite && isOpen && <Button onClick={() => setEditing(true)}>{t('edit')}</Button>}
          {mayWrite && schedule && (
            <Button disabled={isBusy} onClick={() => run.mutate(true)}>
              {t('reports.mailNow')}
            </Button>
          )}
          <Button variant="outlined" disabled={isBusy} onClick={() => run.mutate(false)}>
            {t('reports.run', { format: format.toUpperCase() })}
          </Button>
        </>
      }
    >
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t(by ? 'reports.by' : 'reports.all', { of, by })}
        {isLimited && ` · ${t('reports.limited')}`}
      </Typography>
      {schedule && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t(`every.${schedule.every}`, {
            names: schedule.recipientIds.map((id) => nameOf(people, id)).join(', '),
          })}
          {nextDueAt && ` ${t('reports.next', { when: momentText(nextDueAt, locale) })}`}
        </Typography>
      )}
      {operation.error && <Failure problem={operation.error} again={operation.refetch} />}
      {operation.data && operation.data.status !== 'succeeded' && <Progress operation={operation.data} />}
      <ReportFiles projectId={projectId} reportId={reportId} />
      {editing && (
        <EditReport
          report={report}
          saved={() => {
            setEditing(false)
            changed()
          }}
          close={() => setEditing(false)}
        />
      )}
    </Section>
  )
}
