import { Button, Link } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useAct } from '../shared/acts'
import { answered, api } from '../shared/api/client'
import { useWords } from './words'

const AGAIN = 3000

/** The whole log as a file. */
export function AuditExport() {
  const t = useWords()
  const ask = useAct(() => answered(api.POST('/v1/audit-exports', { body: { format: 'csv' } })), 'operations')
  const exportId = ask.data?.id ?? ''
  const operation = useQuery({
    queryKey: ['operations', exportId],
    queryFn: () => answered(api.GET('/v1/operations/{operationId}', { params: { path: { operationId: exportId } } })),
    enabled: exportId !== '',
    refetchInterval: ({ state }) => (state.data?.finishedAt ? false : AGAIN),
  })
  const isWritten = operation.data?.status === 'succeeded'
  const link = useQuery({
    queryKey: ['audit-export', exportId],
    queryFn: () => answered(api.POST('/v1/audit-exports/{exportId}/download', { params: { path: { exportId } } })),
    enabled: isWritten,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (link.data) return <Link href={link.data.url}>{t('audit.download')}</Link>
  return (
    <Button loading={ask.isPending || (exportId !== '' && !operation.data?.finishedAt)} onClick={() => ask.mutate()}>
      {t('audit.export')}
    </Button>
  )
}
