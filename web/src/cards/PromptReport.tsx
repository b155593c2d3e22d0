import ArrowDropDown from '@mui/icons-material/ArrowDropDown'
import FileDownloadOutlined from '@mui/icons-material/FileDownloadOutlined'
import { Button, Menu, MenuItem } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { answered, api, type Schemas } from '../shared/api/client'
import { notices } from '../shared/notices'
import { useOperation } from '../shared/operation'
import { useWords } from './words'

type About = Schemas['AboutRun'] | Schemas['AboutComparison'] | Schemas['AboutAbTest'] | Schemas['AboutCosts']
type Format = Schemas['PromptReportFormat']

const FORMATS: Record<Format, string> = { pdf: 'PDF', markdown: 'Markdown', json: 'JSON' }

/** A report as a file: asked for in a format, waited for, and opened by a link that lasts for minutes. */
export function PromptReport({ about, name }: { about: About; name?: string }) {
  // What is reported on changes with what is shown: a report on something else is another one.
  return <Asked key={JSON.stringify(about)} about={about} name={name} />
}

function Asked({ about, name }: { about: About; name: string | undefined }) {
  const t = useWords()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const told = useRef('')
  const ask = useMutation({
    mutationFn: (format: Format) => answered(api.POST('/v1/prompt-reports', { body: { about, format } })),
  })
  const { data: operation } = useOperation(ask.data?.id)
  const isWritten = operation?.status === 'succeeded'
  const link = useQuery({
    queryKey: ['prompt-report', ask.data?.id],
    queryFn: () =>
      answered(api.GET('/v1/prompt-reports/{reportId}', { params: { path: { reportId: ask.data?.id ?? '' } } })),
    enabled: isWritten,
    staleTime: Number.POSITIVE_INFINITY,
  })
  useEffect(() => {
    if (!operation?.finishedAt || told.current === operation.id) return
    told.current = operation.id
    const { say, tell } = notices.getState()
    if (operation.status === 'succeeded') say(t('reports.ready'))
    else tell(t('reports.failed', { why: operation.error?.message ?? operation.status }))
  }, [operation, t])
  const isWaiting = ask.isPending || (ask.data !== undefined && !operation?.finishedAt)
  return (
    <>
      {isWritten && link.data && (
        <Button
          variant="contained"
          startIcon={<FileDownloadOutlined />}
          href={link.data.url}
          target="_blank"
          rel="noreferrer"
        >
          {t('reports.download', { format: FORMATS[ask.variables ?? 'pdf'] })}
        </Button>
      )}
      <Button
        variant="outlined"
        aria-haspopup="menu"
        endIcon={<ArrowDropDown />}
        loading={isWaiting}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {name ?? t('reports.create')}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {(Object.keys(FORMATS) as Format[]).map((format) => (
          <MenuItem
            key={format}
            onClick={() => {
              setAnchor(null)
              ask.mutate(format)
            }}
          >
            {t(`reports.${format}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
