import { Alert, Chip, Stack } from '@mui/material'
import { useState } from 'react'
import { Editor } from '../candidate/Editor'
import { useTranslate } from '../shared/i18n'
import { type Other, type State, share } from './shared'

/** An editor that several people write in at once, with who is there. */
export function PairEditor({
  attemptId,
  questionId,
  keeps = false,
  ...editor
}: {
  attemptId: string
  questionId: string
  keeps?: boolean
  language: string
  source: string
  label: string
  written: (text: string) => void
}) {
  const t = useTranslate()
  const [state, setState] = useState<State>('joining')
  const [others, setOthers] = useState<Other[]>([])
  const { language } = editor
  return (
    <Stack spacing={1}>
      <Stack direction="row" sx={{ gap: 1, minHeight: 32, alignItems: 'center', flexWrap: 'wrap' }} role="status">
        {state === 'joining' && t('pair.joining')}
        {others.map(({ id, name, role }) => (
          <Chip
            key={id}
            size="small"
            variant="outlined"
            color="primary"
            label={t('pair.here', { name: role === 'candidate' ? t('pair.candidate') : name })}
          />
        ))}
      </Stack>
      {state === 'offline' && <Alert severity="warning">{t('pair.offline')}</Alert>}
      {state === 'closed' && <Alert severity="info">{t('pair.closed')}</Alert>}
      <Editor
        {...editor}
        opened={(shown) =>
          share({
            attemptId,
            questionId,
            language,
            shown,
            keeps,
            heard: (now, there) => {
              setState(now)
              setOthers(there)
            },
          })
        }
      />
    </Stack>
  )
}
