import AddOutlined from '@mui/icons-material/AddOutlined'
import { Button, Stack, Typography } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api, listed, type Schemas } from '../../shared/api/client'
import { Confirm } from '../../shared/layout/Confirm'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { useOperation } from '../../shared/operation'
import { useInside } from '../data'
import { Progress } from '../Progress'
import { Section } from '../Section'
import { useWords } from '../words'
import { BuildReport } from './BuildReport'

type Report = Schemas['ReportView']

/** The saved reports of a project: written to files, when somebody asks. */
export function Reports() {
  const t = useWords()
  const may = useMay()
  const projectId = useInside().project.id
  const [building, setBuilding] = useState(false)
  const reports = useQuery({
    queryKey: ['project', projectId, 'reports'],
    queryFn: () =>
      listed(api.GET('/v1/projects/{projectId}/reports', { params: { path: { projectId }, query: { limit: 100 } } })),
    enabled: may('reports:read'),
  })
  if (!may('reports:read')) return <Empty title={t('reports.closed')} text={t('reports.closedText')} />
  if (reports.error) return <Failure problem={reports.error} again={reports.refetch} />
  if (!reports.data) return <Loading />
  const build = may('reports:write') && (
    <Button variant="contained" startIcon={<AddOutlined />} onClick={() => setBuilding(true)}>
      {t('reports.create')}
    </Button>
  )
  const shown = reports.data.items
  return (
    <Stack spacing={2}>
      {shown.length === 0 ? (
        <Empty title={t('reports.none')} text={t('reports.noneText')} action={build} />
      ) : (
        <Stack sx={{ alignItems: 'flex-end' }}>{build}</Stack>
      )}
      {shown.map((report) => (
        <ReportCard key={report.id} report={report} changed={() => reports.refetch()} />
      ))}
      {building && (
        <BuildReport
          projectId={projectId}
          close={() => {
            setBuilding(false)
            reports.refetch()
          }}
        />
      )}
    </Stack>
  )
}

function ReportCard({ report, changed }: { report: Report; changed(): void }) {
  const t = useWords()
  const may = useMay()
  const { id: reportId, projectId, name, definition, format } = report
  const [deleting, setDeleting] = useState(false)
  const run = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/projects/{projectId}/reports/{reportId}/runs', {
          params: { path: { projectId, reportId } },
          body: {},
        }),
      ),
  })
  const operation = useOperation(run.data?.id ?? null)
  const fetchFile = useMutation({
    mutationFn: (runId: string) =>
      answered(api.GET('/v1/projects/{projectId}/report-runs/{runId}', { params: { path: { projectId, runId } } })),
    onSuccess: ({ url }) => location.assign(url),
  })
  const remove = useMutation({
    mutationFn: () =>
      answered(
        api.DELETE('/v1/projects/{projectId}/reports/{reportId}', { params: { path: { projectId, reportId } } }),
      ),
    onSuccess: changed,
  })
  const by = (definition.dimensions ?? []).map((each) => t(`dimension.${each}`)).join(', ')
  const of = definition.measures.map((each) => t(`measure.${each}`)).join(', ')
  return (
    <Section
      title={name}
      action={
        <>
          {may('reports:write') && (
            <Button color="error" onClick={() => setDeleting(true)}>
              {t('delete')}
            </Button>
          )}
          <Button
            variant="outlined"
            disabled={run.isPending || (operation.data !== undefined && !operation.data.finishedAt)}
            onClick={() => run.mutate()}
          >
            {t('reports.run', { format: format.toUpperCase() })}
          </Button>
        </>
      }
    >
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t(by ? 'reports.by' : 'reports.all', { of, by })}
        {report.schedule && ` · ${t(`every.${report.schedule.every}`)}`}
      </Typography>
      {operation.error && <Failure problem={operation.error} again={operation.refetch} />}
      {operation.data && (
        <Progress operation={operation.data}>
          <Button
            size="small"
            color="inherit"
            disabled={fetchFile.isPending}
            onClick={() => fetchFile.mutate(operation.data.id)}
          >
            {t('reports.download')}
          </Button>
        </Progress>
      )}
      {deleting && (
        <Confirm
          title={t('reports.deleteTitle', { name })}
          text={t('reports.deleteText')}
          action={t('delete')}
          pending={remove.isPending}
          destructive
          confirm={() => remove.mutate()}
          close={() => setDeleting(false)}
        />
      )}
    </Section>
  )
}
