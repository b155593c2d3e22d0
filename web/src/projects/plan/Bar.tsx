import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useDates } from '../calendar'
import type { ListedTask } from '../data'
import { useWords } from '../words'
import { type Box, ROW_HEIGHT, type Row } from './chart'

interface Props {
  row: Row
  task: ListedTask
  box: Box
  dayWidth: number
  open(): void
  /** There where the task may be dragged: by so many days. */
  move?: (days: number) => void
}

const HEIGHT = 18

/** A task's bar: a press shows why it stands there, a drag asks what moving it would move. */
export function Bar({ row, task, box, dayWidth, open, move }: Props) {
  const t = useWords()
  const dates = useDates()
  const from = useRef<number | null>(null)
  const [shift, setShift] = useState(0)
  const days = Math.round(shift / dayWidth)
  const words = { title: task.title, start: dates.date(row.start), finish: dates.date(row.finish) }
  const colour = row.critical ? 'var(--mui-palette-error-main)' : 'var(--mui-palette-primary-main)'
  const down = (event: PointerEvent<SVGGElement>) => {
    if (!move || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = event.clientX
  }
  const drag = (event: PointerEvent<SVGGElement>) => {
    if (from.current !== null) setShift(event.clientX - from.current)
  }
  const up = () => {
    if (from.current === null) return
    from.current = null
    setShift(0)
    if (days !== 0) move?.(days)
    else open()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    open()
  }
  const top = box.middle - HEIGHT / 2
  const isMilestone = row.start === row.finish
  const isParent = task.subtaskCount > 0
  return (
    // biome-ignore lint/a11y/useSemanticElements: a shape can't be a button
    <g
      role="button"
      tabIndex={0}
      aria-label={t(row.critical ? 'plan.barCritical' : 'plan.bar', words)}
      transform={`translate(${days * dayWidth},0)`}
      style={{ cursor: move ? 'grab' : 'pointer', touchAction: 'pan-y' }}
      onPointerDown={down}
      onPointerMove={drag}
      onPointerUp={up}
      onPointerCancel={() => {
        from.current = null
        setShift(0)
      }}
      onClick={move ? undefined : open}
      onKeyDown={press}
    >
      <rect
        x={box.left - 4}
        y={box.middle - ROW_HEIGHT / 2}
        width={box.right - box.left + 8}
        height={ROW_HEIGHT}
        fill="transparent"
      />
      {isMilestone ? (
        <path d={`M${box.left},${top}l9,9l-9,9l-9,-9Z`} fill={colour} />
      ) : (
        <rect
          x={box.left}
          y={isParent ? top + 4 : top}
          width={box.right - box.left}
          height={isParent ? HEIGHT - 8 : HEIGHT}
          rx={isParent ? 1 : 4}
          fill={colour}
          fillOpacity={task.stage === 'done' ? 0.45 : 1}
        />
      )}
      {shift !== 0 && (
        <text x={box.right + 6} y={box.middle + 4} fontSize="12" fill="var(--mui-palette-text-primary)">
          {t(Math.abs(days) === 1 ? 'plan.oneDay' : 'plan.days', { days: days > 0 ? `+${days}` : days })}
        </text>
      )}
    </g>
  )
}
