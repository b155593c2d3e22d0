import { Alert, Button, MenuItem, Paper, Stack, TextField, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { answered, api } from '../shared/api/client'
import { useGraders } from './useGraders'
import { useWords } from './words'

/** Who marks a question's answers; each answer by as many as are asked for. */
export function Graders({ assessmentId, questionId }: { assessmentId: string; questionId: string }) {
  const t = useWords()
  const may = useMay()
  const [graderIds, setGraderIds] = useState<string[]>([])
  const [markers, setMarkers] = useState(1)
  const graders = useGraders()
  const assign = useMutation({
    mutationFn: () => {
      const params = { path: { assessmentId, questionId } }
      const body = { graderIds, markers: Math.min(markers, graderIds.length) }
      return answered(api.POST('/v1/assessments/{assessmentId}/questions/{questionId}/graders', { params, body }))
    },
  })
  if (!may('gradings:manage')) return null
  return (
    <Paper variant="outlined" sx={{ p: 2 }} component="section" aria-label={t('graders.title')}>
      <Typography variant="h2" gutterBottom>
        {t('graders.title')}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
        {t('graders.text')}
      </Typography>
      <Stack direction="row" sx={{ gap: 2, flexWrap: 'wrap' }}>
        <TextField
          select
          size="small"
          label={t('graders.who')}
          value={graderIds}
          onChange={(event) => setGraderIds(event.target.value as unknown as string[])}
          slotProps={{ select: { multiple: true } }}
          sx={{ minWidth: 260 }}
        >
          {graders.map(({ id, displayName }) => (
            <MenuItem key={id} value={id}>
              {displayName}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          size="small"
          type="number"
          label={t('graders.markers')}
          value={markers}
          onChange={(event) => setMarkers(Math.max(1, Number(event.target.value) || 1))}
          slotProps={{ htmlInput: { min: 1, max: 5 } }}
          sx={{ width: 180 }}
        />
        <Button
          variant="contained"
          disabled={graderIds.length === 0}
          loading={assign.isPending}
          onClick={() => assign.mutate()}
        >
          {t('graders.assign')}
        </Button>
      </Stack>
      {assign.isSuccess && (
        <Alert severity="success" sx={{ mt: 2 }}>
          {t('graders.assigned')}
        </Alert>
      )}
    </Paper>
  )
}
