import MoreVertOutlined from '@mui/icons-material/MoreVertOutlined'
import { IconButton, Menu, MenuItem } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { answered, api, type Schemas } from '../../shared/api/client'
import { Confirm } from '../../shared/layout/Confirm'
import { useWords } from '../words'
import { VersionsDialog } from './VersionsDialog'

/** What else can be done with a question: duplicate, archive, restore, delete. */
export function QuestionActions({ question }: { question: Schemas['QuestionView'] }) {
  const t = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [asking, setAsking] = useState(false)
  const [listing, setListing] = useState(false)
  const { status, publishedVersion } = question
  const at = { params: { path: { questionId: question.id } } }
  const duplicate = useMutation({
    mutationFn: (version: number | null) =>
      answered(api.POST('/v1/questions/{questionId}/duplicate', { ...at, body: { version, title: null } })),
    onSuccess: async (copy) => {
      await queries.invalidateQueries({ queryKey: ['questions'] })
      await navigate(`/questions/${copy.id}`)
    },
  })
  const putAway = useMutation({
    mutationFn: () =>
      answered(
        status === 'archived'
          ? api.POST('/v1/questions/{questionId}/restore', at)
          : api.POST('/v1/questions/{questionId}/archive', at),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['questions'] }),
  })
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE('/v1/questions/{questionId}', at)),
    onSuccess: async () => {
      await navigate('/questions', { replace: true })
      await queries.invalidateQueries({ queryKey: ['questions'] })
    },
  })
  const choose = (act: () => void) => () => {
    setAnchor(null)
    act()
  }
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
        <MenuItem onClick={choose(() => duplicate.mutate(null))}>{t('edit.duplicate')}</MenuItem>
        {publishedVersion > 0 && <MenuItem onClick={choose(() => setListing(true))}>{t('versions.title')}</MenuItem>}
        <MenuItem onClick={choose(() => putAway.mutate())}>
          {t(status === 'archived' ? 'edit.restore' : 'edit.archive')}
        </MenuItem>
        {publishedVersion === 0 && (
          <MenuItem onClick={choose(() => setAsking(true))} sx={{ color: 'error.main' }}>
            {t('edit.delete')}
          </MenuItem>
        )}
      </Menu>
      {listing && (
        <VersionsDialog last={publishedVersion} duplicate={duplicate.mutate} close={() => setListing(false)} />
      )}
      {asking && (
        <Confirm
          destructive
          title={t('edit.deleteTitle')}
          text={t('edit.deleteText')}
          action={t('edit.delete')}
          confirm={() => {
            setAsking(false)
            remove.mutate()
          }}
          close={() => setAsking(false)}
        />
      )}
    </>
  )
}
