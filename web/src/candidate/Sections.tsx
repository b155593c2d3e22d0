import { Button, Stack, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../shared/api/client'
import { type Translate, useTranslate } from '../shared/i18n'
import { Markdown } from '../shared/Markdown'

type Section = Schemas['SectionView']

export function sectionTitle(section: Section, t: Translate): string {
  return section.title || t('section.untitled', { number: section.number })
}

/** Where a section with a clock of its own is started and finished. */
export function SectionGate({
  attemptId,
  section,
  ordered,
  changed,
}: {
  attemptId: string
  section: Section
  ordered: boolean
  changed: () => unknown
}) {
  const t = useTranslate()
  const place = { params: { path: { attemptId, section: String(section.number) } } }
  const start = useMutation({
    mutationFn: () => answered(api.POST('/v1/attempts/{attemptId}/sections/{section}/start', place)),
    onSuccess: changed,
  })
  const finish = useMutation({
    mutationFn: () => answered(api.POST('/v1/attempts/{attemptId}/sections/{section}/finish', place)),
    onSuccess: changed,
  })
  return (
    <Stack spacing={1} sx={{ px: 2, pt: 0.5, alignItems: 'start' }}>
      {section.instructions && <Markdown text={section.instructions} />}
      {section.timeLimitSeconds !== null && (
        <Typography variant="body2">
          {t('section.limit', { minutes: Math.round(section.timeLimitSeconds / 60) })}
        </Typography>
      )}
      {section.state === 'ended' && <Typography variant="body2">{t('section.ended')}</Typography>}
      {section.state === 'waiting' && <Typography variant="body2">{t('section.waiting')}</Typography>}
      {section.state === 'waiting' && (
        <Button size="small" variant="contained" disabled={start.isPending} onClick={() => start.mutate()}>
          {t('section.start')}
        </Button>
      )}
      {ordered && section.state === 'running' && (
        <Button size="small" disabled={finish.isPending} onClick={() => finish.mutate()}>
          {t('section.finish')}
        </Button>
      )}
    </Stack>
  )
}
