import AddOutlined from '@mui/icons-material/AddOutlined'
import { Button, Stack } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../shared/access'
import { api, listed } from '../../shared/api/client'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { useInside } from '../data'
import { useWords } from '../words'
import { EditReport } from './EditReport'
import { ReportCard } from './ReportCard'

/** The saved reports of a project: written to files when somebody asks, or mailed when they are due. */
export function Reports() {
  const t = useWords()
  const may = useMay()
  const { project } = useInside()
  const projectId = project.id
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
  const build = may('reports:write') && project.status !== 'archived' && (
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
        <EditReport
          saved={() => {
            setBuilding(false)
            reports.refetch()
          }}
          close={() => setBuilding(false)}
        />
      )}
    </Stack>
  )
}
