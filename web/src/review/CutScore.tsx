import { Chip, Paper, Slider, Stack, Typography } from '@mui/material'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../shared/api/client'
import { useWords } from './words'

const ATTRIBUTES = ['gender', 'ethnicity', 'age_band', 'disability'] as const

/** How many would pass with which score, and whether groups of candidates would pass alike. */
export function CutScore({ assessmentId }: { assessmentId: string }) {
  const t = useWords()
  const called = (attribute: string) => {
    const known = ATTRIBUTES.find((each) => each === attribute)
    return known ? t(`cut.of.${known}`) : attribute
  }
  const [shown, setShown] = useState(60)
  const [percent, setPercent] = useState(60)
  const { data, error } = useQuery({
    queryKey: ['cut-score', assessmentId, percent],
    queryFn: () => {
      const params = { path: { assessmentId }, query: { percent: String(percent) } }
      return answered(api.GET('/v1/assessments/{assessmentId}/cut-score', { params }))
    },
    placeholderData: keepPreviousData,
  })
  return (
    <Paper variant="outlined" component="section" aria-label={t('cut.title')} sx={{ p: 2 }}>
      <Typography variant="h3">{t('cut.title')}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('cut.text')}
      </Typography>
      <Slider
        aria-label={t('cut.percent')}
        value={shown}
        valueLabelDisplay="auto"
        valueLabelFormat={(value) => `${value} %`}
        marks={[0, 25, 50, 75, 100].map((value) => ({ value, label: `${value} %` }))}
        onChange={(_, value) => setShown(value as number)}
        onChangeCommitted={(_, value) => setPercent(value as number)}
        sx={{ mx: 2, width: 'calc(100% - 32px)', maxWidth: 560 }}
      />
      {error && <Typography role="alert">{error.message}</Typography>}
      {data && (
        <Stack spacing={1} role="status">
          <Typography>
            {t('cut.passing', { passing: data.passing, attempts: data.attempts, percent: data.cutPercent })}
          </Typography>
          {data.attributes.map((each) => (
            <Typography key={each.attribute} variant="body2">
              <strong>{called(each.attribute)}</strong>
              {each.cutPercent !== null && ` (${each.cutPercent} %)`}:{' '}
              {each.groups.map(({ group, passing, people }) => t('cut.group', { group, passing, people })).join('; ') ||
                t('cut.tooFew')}{' '}
              {each.groups.some(({ flagged }) => flagged) && (
                <Chip size="small" color="warning" label={t('cut.flagged')} />
              )}
            </Typography>
          ))}
        </Stack>
      )}
    </Paper>
  )
}
