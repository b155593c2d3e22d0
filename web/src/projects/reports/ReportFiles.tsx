import { Button, List, ListItem, ListItemText } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { answered, api, listed } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import { Failure } from '../../shared/layout/Failure'
import { dateText, momentText } from '../days'
import { useWords } from '../words'

/** So many of the last files are shown. */
const SHOWN = 5

export const filesKey = (projectId: string, reportId: string) => ['project', projectId, 'report-files', reportId]

/** What was written of a report and is there still. */
export function ReportFiles({ projectId, reportId }: { projectId: string; reportId: string }) {
  const t = useWords()
  const locale = language((state) => state.locale)
  const runs = useQuery({
    queryKey: filesKey(projectId, reportId),
    queryFn: () => {
      const params = { path: { projectId, reportId }, query: { limit: SHOWN } }
      return listed(api.GET('/v1/projects/{projectId}/reports/{reportId}/runs', { params }))
    },
  })
  const fetchFile = useMutation({
    mutationFn: (runId: string) =>
      answered(api.GET('/v1/projects/{projectId}/report-runs/{runId}', { params: { path: { projectId, runId } } })),
    onSuccess: ({ url }) => location.assign(url),
  })
  if (runs.error) return <Failure problem={runs.error} again={runs.refetch} />
  const files = runs.data?.items.filter(({ size }) => size !== null) ?? []
  if (files.length === 0) return null
  return (
    <List dense disablePadding aria-label={t('reports.files')}>
      {files.map(({ id, format, size, recipients, createdAt, expiresAt }) => {
        const when = momentText(createdAt, locale)
        const facts = [
          t('files.size', { size: Math.ceil((size ?? 0) / 1000).toLocaleString(locale) }),
          recipients > 0 && t(recipients === 1 ? 'reports.mailedOne' : 'reports.mailed', { count: recipients }),
          t('reports.kept', { day: dateText(expiresAt, locale) }),
        ]
        return (
          <ListItem key={id} disableGutters sx={{ flexWrap: 'wrap', columnGap: 2 }}>
            <ListItemText primary={`${format.toUpperCase()} · ${when}`} secondary={facts.filter(Boolean).join(' · ')} />
            <Button
              size="small"
              aria-label={t('reports.downloadOf', { when })}
              disabled={fetchFile.isPending}
              onClick={() => fetchFile.mutate(id)}
            >
              {t('reports.download')}
            </Button>
          </ListItem>
        )
      })}
    </List>
  )
}
