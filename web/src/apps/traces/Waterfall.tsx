import ChevronRight from '@mui/icons-material/ChevronRight'
import ErrorOutlined from '@mui/icons-material/ErrorOutlined'
import ExpandMore from '@mui/icons-material/ExpandMore'
import { Box, ButtonBase, IconButton, Paper } from '@mui/material'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { useFormats } from '../../shared/format'
import { useWords } from '../words'
import { barOf, type Kind, lengthOf, parents, type Row, unfolded } from './waterfall'

const HEIGHT = 34
const INDENT = 14
const COLOURS: Partial<Record<Kind, string>> = {
  llm: 'primary.main',
  agent: 'secondary.main',
  tool: 'warning.main',
  retriever: 'success.main',
  embedding: 'info.main',
}

interface Props {
  rows: Row[]
  chosen: string
  choose: (spanId: string) => void
}

/** Spans as a tree, each with its bar on the trace's time line; only those in view are drawn. */
export function Waterfall({ rows, chosen, choose }: Props) {
  const t = useWords()
  const [folded, setFolded] = useState(new Set<string>())
  const scroller = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => unfolded(rows, folded), [rows, folded])
  const above = useMemo(() => parents(rows), [rows])
  const length = useMemo(() => lengthOf(rows), [rows])
  const list = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 12,
  })
  const fold = (spanId: string) => {
    const next = new Set(folded)
    if (!next.delete(spanId)) next.add(spanId)
    setFolded(next)
  }
  return (
    <Paper variant="outlined" sx={{ overflow: 'hidden' }}>
      <Box
        ref={scroller}
        component="section"
        aria-label={t('trace.waterfall')}
        tabIndex={0}
        sx={{ maxHeight: { xs: 420, lg: '75vh' }, overflow: 'auto', p: 1 }}
      >
        <Box component="ul" sx={{ position: 'relative', m: 0, p: 0, listStyle: 'none', height: list.getTotalSize() }}>
          {list.getVirtualItems().map((item) => {
            const row = shown[item.index]
            if (!row) return null
            return (
              <Box
                key={item.key}
                component="li"
                sx={{ position: 'absolute', top: item.start, left: 0, right: 0, height: HEIGHT, display: 'flex' }}
              >
                <Line
                  row={row}
                  length={length}
                  isChosen={row.span.spanId === chosen}
                  choose={() => choose(row.span.spanId)}
                  folds={above.has(row.span.spanId)}
                  isFolded={folded.has(row.span.spanId)}
                  fold={() => fold(row.span.spanId)}
                />
              </Box>
            )
          })}
        </Box>
      </Box>
    </Paper>
  )
}

interface LineProps {
  row: Row
  length: number
  isChosen: boolean
  choose: () => void
  folds: boolean
  isFolded: boolean
  fold: () => void
}

function Line({ row, length, isChosen, choose, folds, isFolded, fold }: LineProps) {
  const t = useWords()
  const { milliseconds } = useFormats()
  const { left, width } = barOf(row, length)
  const failed = row.span.status === 'error'
  const took = milliseconds(row.durationNanos / 1e6)
  return (
    <>
      <Box sx={{ width: 30 + Math.min(row.depth, 12) * INDENT, flexShrink: 0, textAlign: 'right' }}>
        {folds && (
          <IconButton
            size="small"
            aria-expanded={!isFolded}
            aria-label={t('trace.fold', { name: row.span.name })}
            onClick={fold}
          >
            {isFolded ? <ChevronRight fontSize="small" /> : <ExpandMore fontSize="small" />}
          </IconButton>
        )}
      </Box>
      <ButtonBase
        onClick={choose}
        aria-pressed={isChosen}
        sx={{
          flexGrow: 1,
          minWidth: 0,
          px: 0.5,
          borderRadius: 1,
          gap: 1,
          justifyContent: 'flex-start',
          bgcolor: isChosen ? 'action.selected' : 'transparent',
          '&:hover': { bgcolor: 'action.hover' },
          '&.Mui-focusVisible': { outline: 2, outlineColor: 'primary.main' },
        }}
      >
        {failed && <ErrorOutlined color="error" fontSize="small" titleAccess={t('traces.error')} />}
        <Box
          component="span"
          sx={{ width: '38%', textAlign: 'left', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
        >
          {row.span.name}
        </Box>
        <Box component="span" sx={{ position: 'relative', flexGrow: 1, height: 12 }}>
          <Box
            component="span"
            sx={{
              position: 'absolute',
              top: 0,
              height: '100%',
              borderRadius: 0.5,
              left: `${left}%`,
              width: `${width}%`,
              bgcolor: failed ? 'error.main' : (COLOURS[row.meaning.observation ?? 'span'] ?? 'text.disabled'),
            }}
          />
        </Box>
        <Box
          component="span"
          sx={{ width: 76, textAlign: 'right', fontVariantNumeric: 'tabular-nums', fontSize: '0.85rem' }}
        >
          {took}
        </Box>
      </ButtonBase>
    </>
  )
}
