import { Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { answered, api } from '../../shared/api/client'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { useInside } from '../data'
import { Figure } from '../Figure'
import { Section } from '../Section'
import { useWords } from '../words'

/** How far forecasts of this project could have been believed. */
export function Calibration() {
  const t = useWords()
  const projectId = useInside().project.id
  const calibration = useQuery({
    queryKey: ['project', projectId, 'calibration'],
    queryFn: () =>
      answered(api.GET('/v1/projects/{projectId}/forecast/calibration', { params: { path: { projectId } } })),
  })
  if (calibration.error) return <Failure problem={calibration.error} again={calibration.refetch} />
  if (!calibration.data) return <Loading />
  const { replayed, undecided, met50Percent, met80Percent, met95Percent } = calibration.data
  const met = (percent: number | null) => (percent === null ? '–' : `${Math.round(percent)} %`)
  return (
    <Section title={t('calibration.title')}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t(replayed === 0 ? 'calibration.none' : replayed === 1 ? 'calibration.one' : 'calibration.text', {
          count: replayed,
          open: undecided,
        })}
      </Typography>
      {replayed > 0 && (
        <Stack direction="row" spacing={4} useFlexGap sx={{ flexWrap: 'wrap' }}>
          <Figure name={t('calibration.met', { percent: 50 })} value={met(met50Percent)} />
          <Figure name={t('calibration.met', { percent: 80 })} value={met(met80Percent)} />
          <Figure name={t('calibration.met', { percent: 95 })} value={met(met95Percent)} />
        </Stack>
      )}
    </Section>
  )
}
