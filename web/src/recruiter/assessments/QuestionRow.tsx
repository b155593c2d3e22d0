import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import ArrowDownwardOutlined from '@mui/icons-material/ArrowDownwardOutlined'
import ArrowUpwardOutlined from '@mui/icons-material/ArrowUpwardOutlined'
import CloseOutlined from '@mui/icons-material/CloseOutlined'
import DragIndicatorOutlined from '@mui/icons-material/DragIndicatorOutlined'
import { Box, IconButton, TextField, Typography } from '@mui/material'
import type { Schemas } from '../../shared/api/client'
import { kindOf } from '../questions/content'
import { useWords } from '../words'
import type { Section } from './plan'

type Choice = Section['questions'][number]

interface Props {
  choice: Choice
  summary: Schemas['QuestionSummary'] | undefined
  change: (choice: Choice) => void
  remove: () => void
  step: (step: -1 | 1) => void
}

/** A question that everybody is asked: dragged by its handle, or moved by its arrows. */
export function QuestionRow({ choice, summary, change, remove, step }: Props) {
  const t = useWords()
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: choice.questionId,
  })
  const title = summary?.title ?? t('build.unknown')
  return (
    <Box
      ref={setNodeRef}
      component="li"
      style={{ transform: CSS.Translate.toString(transform), ...(transition ? { transition } : {}) }}
      sx={{
        display: 'flex',
        alignItems: 'center',
        flexWrap: 'wrap',
        gap: 1,
        p: 1,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
        zIndex: isDragging ? 1 : 'auto',
        position: 'relative',
        boxShadow: isDragging ? 4 : 0,
      }}
    >
      <IconButton
        ref={setActivatorNodeRef}
        size="small"
        {...attributes}
        {...listeners}
        aria-label={t('build.drag', { title })}
        sx={{ cursor: 'grab', touchAction: 'none' }}
      >
        <DragIndicatorOutlined />
      </IconButton>
      <Box sx={{ flex: '1 1 160px', minWidth: 0 }}>
        <Typography sx={{ overflowWrap: 'anywhere' }}>{title}</Typography>
        {summary && (
          <Typography variant="body2" sx={{ color: summary.publishedVersion ? 'text.secondary' : 'warning.main' }}>
            {t(`kind.${kindOf(summary.kind, summary.languages)}`)}
            {summary.publishedVersion === 0 && `, ${t('build.notPublished')}`}
          </Typography>
        )}
      </Box>
      <TextField
        size="small"
        label={t('build.pointsShort')}
        value={choice.points}
        onChange={({ target }) => change({ ...choice, points: target.value })}
        sx={{ width: 90 }}
        slotProps={{ htmlInput: { inputMode: 'decimal', 'aria-label': t('build.points', { title }) } }}
      />
      <Box>
        <IconButton size="small" aria-label={t('build.up', { title })} onClick={() => step(-1)}>
          <ArrowUpwardOutlined />
        </IconButton>
        <IconButton size="small" aria-label={t('build.down', { title })} onClick={() => step(1)}>
          <ArrowDownwardOutlined />
        </IconButton>
        <IconButton size="small" aria-label={t('build.remove', { title })} onClick={remove}>
          <CloseOutlined />
        </IconButton>
      </Box>
    </Box>
  )
}
