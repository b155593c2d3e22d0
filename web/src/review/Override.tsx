import { Button, Stack, TextField } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, type Schemas } from '../shared/api/client'
import { Confirm } from '../shared/layout/Confirm'
import { useWords } from './words'

/** Give a question other points, with a reason that stays on record. */
export function Override({ attemptId, question }: { attemptId: string; question: Schemas['ReportedQuestion'] }) {
  const t = useWords()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [points, setPoints] = useState(String(Number(question.points)))
  const [reason, setReason] = useState('')
  const override = useMutation({
    mutationFn: () => {
      const params = { path: { attemptId, questionId: question.questionId } }
      const body = { points, reason }
      return answered(api.POST('/v1/attempts/{attemptId}/questions/{questionId}/override', { params, body }))
    },
    onSuccess: () => {
      setOpen(false)
      queries.invalidateQueries({ queryKey: ['report', attemptId] })
    },
  })
  return (
    <>
      <Button onClick={() => setOpen(true)} sx={{ alignSelf: 'start' }}>
        {t('override.action')}
      </Button>
      {open && (
        <Confirm
          title={t('override.title', { title: question.title })}
          text={t('override.text', { most: Number(question.maxPoints) })}
          action={t('override.give')}
          pending={override.isPending}
          confirm={() => override.mutate()}
          close={() => setOpen(false)}
        >
          <Stack spacing={2} sx={{ pt: 1 }}>
            <TextField
              type="number"
              label={t('override.points')}
              value={points}
              onChange={(event) => setPoints(event.target.value)}
              slotProps={{ htmlInput: { min: 0, max: Number(question.maxPoints), step: 'any' } }}
            />
            <TextField
              label={t('override.reason')}
              required
              multiline
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Stack>
        </Confirm>
      )}
    </>
  )
}
