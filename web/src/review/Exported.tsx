import { Button } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { answered, api } from '../shared/api/client'
import { tellProblem } from '../shared/notices'
import { useOperation } from '../shared/operation'
import { useWords } from './words'

/** A file about an attempt: asked for, waited for, and opened by a link that lasts for minutes. */
export function Exported({ attemptId, kind }: { attemptId: string; kind: 'report' | 'bundle' }) {
  const t = useWords()
  const [operationId, setOperationId] = useState('')
  const [url, setUrl] = useState('')
  const fetched = useRef('')
  const begin = useMutation({
    mutationFn: () => {
      const params = { path: { attemptId } }
      return kind === 'report'
        ? answered(api.POST('/v1/attempts/{attemptId}/report', { params }))
        : answered(api.POST('/v1/attempts/{attemptId}/score-bundle', { params }))
    },
    onSuccess: ({ id }) => setOperationId(id),
  })
  const { data: operation } = useOperation(operationId)
  useEffect(() => {
    if (!operation?.finishedAt || fetched.current === operation.id) return
    fetched.current = operation.id
    if (operation.status !== 'succeeded') return tellProblem(new Error(operation.error?.message ?? operation.status))
    const exportId = String(operation.result?.exportId)
    answered(api.GET('/v1/attempt-exports/{exportId}', { params: { path: { exportId } } })).then(
      (found) => setUrl(found.url),
      tellProblem,
    )
  }, [operation])
  if (url) {
    return (
      <Button variant="contained" href={url} target="_blank" rel="noreferrer">
        {t(kind === 'report' ? 'export.openReport' : 'export.openBundle')}
      </Button>
    )
  }
  const waiting = begin.isPending || (operationId !== '' && !operation?.finishedAt)
  return (
    <Button loading={waiting} onClick={() => begin.mutate()}>
      {t(kind === 'report' ? 'export.report' : 'export.bundle')}
    </Button>
  )
}
