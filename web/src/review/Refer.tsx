import { Button, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { answered, api } from '../shared/api/client'
import { useGraders } from './useGraders'
import { useWords } from './words'

/** Have somebody who has not marked an answer before decide between those who have. */
export function Refer(props: { attemptId: string; questionId: string; before: string[] }) {
  const { attemptId, questionId, before } = props
  const t = useWords()
  const may = useMay()
  const queries = useQueryClient()
  const [graderId, setGraderId] = useState('')
  const members = useGraders()
  const refer = useMutation({
    mutationFn: () => {
      const params = { path: { attemptId, questionId } }
      const body = { graderId }
      return answered(api.POST('/v1/attempts/{attemptId}/questions/{questionId}/grading/refer', { params, body }))
    },
    onSuccess: () => {
      setGraderId('')
      return queries.invalidateQueries({ queryKey: ['graded', attemptId, questionId] })
    },
  })
  const others = members.filter(({ id }) => !before.includes(id))
  if (!may('gradings:manage')) return null
  return (
    <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', alignItems: 'center', mt: 1.5 }}>
      {others.length > 0 && (
        <>
          <TextField
            select
            size="small"
            label={t('disagreement.who')}
            value={graderId}
            onChange={(event) => setGraderId(event.target.value)}
            sx={{ flex: '1 1 200px', maxWidth: 320 }}
          >
            {others.map(({ id, displayName }) => (
              <MenuItem key={id} value={id}>
                {displayName}
              </MenuItem>
            ))}
          </TextField>
          <Button disabled={!graderId} loading={refer.isPending} onClick={() => refer.mutate()}>
            {t('disagreement.refer')}
          </Button>
        </>
      )}
      <Typography variant="body2" role="status">
        {refer.isSuccess ? t('disagreement.referred') : ''}
      </Typography>
    </Stack>
  )
}
