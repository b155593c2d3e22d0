import MoreVertOutlined from '@mui/icons-material/MoreVertOutlined'
import { IconButton, Menu, MenuItem } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useMay } from '../../shared/access'
import { answered, api } from '../../shared/api/client'
import { Confirm } from '../../shared/layout/Confirm'
import { useWords } from '../words'
import type { Assessment } from './plan'

/** What else can be done with an assessment: clone, archive, delete. */
export function AssessmentActions({ assessment }: { assessment: Assessment }) {
  const t = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [asking, setAsking] = useState<'archive' | 'delete' | null>(null)
  const { status } = assessment
  const at = { params: { path: { assessmentId: assessment.id } } }
  const refresh = () => queries.invalidateQueries({ queryKey: ['assessments'] })
  const clone = useMutation({
    mutationFn: () => answered(api.POST('/v1/assessments/{assessmentId}/clone', { ...at, body: { title: null } })),
    onSuccess: async ({ id }) => {
      await refresh()
      await navigate(`/assessments/${id}`)
    },
  })
  const archive = useMutation({
    mutationFn: () => answered(api.POST('/v1/assessments/{assessmentId}/archive', at)),
    onSuccess: refresh,
  })
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE('/v1/assessments/{assessmentId}', at)),
    onSuccess: async () => {
      await navigate('/assessments', { replace: true })
      await refresh()
    },
  })
  const choose = (act: () => void) => () => {
    setAnchor(null)
    act()
  }
  if (!may('assessments:write')) return null
  return (
    <>
      <IconButton
        aria-label={t('do.more')}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        <MoreVertOutlined />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem onClick={choose(() => clone.mutate())}>{t('build.clone')}</MenuItem>
        {status === 'active' && may('assessments:publish') && (
          <MenuItem onClick={choose(() => setAsking('archive'))}>{t('build.archive')}</MenuItem>
        )}
        {status === 'draft' && (
          <MenuItem onClick={choose(() => setAsking('delete'))} sx={{ color: 'error.main' }}>
            {t('build.delete')}
          </MenuItem>
        )}
      </Menu>
      {asking && (
        <Confirm
          destructive
          title={t(`build.${asking}Title`)}
          text={t(`build.${asking}Text`)}
          action={t(`build.${asking}`)}
          confirm={() => {
            setAsking(null)
            if (asking === 'archive') archive.mutate()
            else remove.mutate()
          }}
          close={() => setAsking(null)}
        />
      )}
    </>
  )
}
