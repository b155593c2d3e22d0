import { Alert, Button, Paper, Stack, TextField, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, type Schemas } from '../../shared/api/client'
import { Choice } from '../Choice'
import { useDates } from '../calendar'
import { type Inside, nameOf, PRIORITIES, useRefresh } from '../data'
import { useWords } from '../words'

const NOTHING = { status: '', assigneeId: '', priority: '', dueOn: '' }
const NOBODY = 'nobody'

/** Change the chosen tasks alike, and tell which of them could not be. */
export function BulkEdit({ inside, chosen, clear }: { inside: Inside; chosen: string[]; clear(): void }) {
  const t = useWords()
  const dates = useDates()
  const { project, people } = inside
  const refresh = useRefresh(project.id)
  const [written, setWritten] = useState(NOTHING)
  const write = (change: Partial<typeof written>) => setWritten({ ...written, ...change })
  const edit = useMutation({
    mutationFn: () => {
      const { status, assigneeId, priority, dueOn } = written
      const changes = {
        ...(status && { status }),
        ...(assigneeId && { assigneeId: assigneeId === NOBODY ? null : assigneeId }),
        ...(priority && { priority }),
        ...(dueOn && { dueAt: dates.end(dueOn) }),
      } as Schemas['TaskChanges']
      const params = { path: { projectId: project.id } }
      return answered(api.POST('/v1/batch/projects/{projectId}/tasks', { params, body: { taskIds: chosen, changes } }))
    },
    onSuccess: (outcome) => {
      setWritten(NOTHING)
      refresh()
      if (outcome.refused === 0) clear()
    },
  })
  const same = { value: '', name: t('bulk.same') }
  const refusals = [...new Set(edit.data?.items.flatMap(({ refusal }) => (refusal ? [refusal.message] : [])))]
  return (
    <Paper variant="outlined" role="region" aria-label={t('bulk.title')} sx={{ p: 2, borderColor: 'primary.main' }}>
      <Stack direction="row" spacing={1.5} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <Typography sx={{ fontWeight: 650 }}>{t('bulk.chosen', { count: chosen.length })}</Typography>
        <Choice
          label={t('bulk.status')}
          value={written.status}
          options={[same, ...project.settings.workflow.statuses.map(({ key, name }) => ({ value: key, name }))]}
          choose={(status) => write({ status })}
        />
        <Choice
          label={t('bulk.assignee')}
          value={written.assigneeId}
          options={[
            same,
            { value: NOBODY, name: t('task.nobody') },
            ...people
              .filter(({ role }) => role !== 'observer')
              .map(({ memberId }) => ({ value: memberId, name: nameOf(people, memberId) })),
          ]}
          choose={(assigneeId) => write({ assigneeId })}
        />
        <Choice
          label={t('bulk.priority')}
          value={written.priority}
          options={[same, ...PRIORITIES.map((value) => ({ value, name: t(`priority.${value}`) }))]}
          choose={(priority) => write({ priority })}
        />
        <TextField
          size="small"
          type="date"
          label={t('bulk.due')}
          value={written.dueOn}
          slotProps={{ inputLabel: { shrink: true } }}
          onChange={(event) => write({ dueOn: event.target.value })}
        />
        <Button
          variant="contained"
          disabled={edit.isPending || Object.values(written).every((value) => !value)}
          onClick={() => edit.mutate()}
        >
          {t('bulk.apply')}
        </Button>
        <Button onClick={clear}>{t('bulk.clear')}</Button>
      </Stack>
      {edit.data && edit.data.refused > 0 && (
        <Alert severity="warning" sx={{ mt: 2 }}>
          {t('bulk.refused', { edited: edit.data.edited, refused: edit.data.refused })} {refusals.join(' · ')}
        </Alert>
      )}
    </Paper>
  )
}
