import { Box, Link, Paper } from '@mui/material'
import { Fragment, useId } from 'react'
import { Link as RouterLink } from 'react-router'
import type { Schemas } from '../../shared/api/client'
import { language } from '../../shared/i18n'
import type { Hours } from '../calendar'
import type { ListedTask } from '../data'
import { dayText } from '../days'
import { useWords } from '../words'
import { Bar } from './Bar'
import { arrow, daysOff, HEAD_HEIGHT, outlined, place, placeDay, ROW_HEIGHT, type Scale, ticks } from './chart'
import type { Dependency, Timeline } from './data'

interface Props {
  timeline: Timeline
  tasks: Map<string, ListedTask>
  dependencies: Dependency[]
  milestones: Schemas['MilestoneView'][]
  calendars: Hours[]
  scale: Scale
  mayMove(task: ListedTask): boolean
  open(task: ListedTask): void
  move(task: ListedTask, days: number): void
}

const NAMES = { xs: 120, sm: 220 }

/** Bars over a working calendar, with arrows between them; the names stay in sight at the left. */
export function GanttChart({
  timeline,
  tasks,
  dependencies,
  milestones,
  calendars,
  scale,
  mayMove,
  open,
  move,
}: Props) {
  const t = useWords()
  const locale = language((state) => state.locale)
  const head = useId()
  const lines = outlined(timeline.rows, new Map([...tasks].map(([id, { parentId }]) => [id, parentId])))
  const height = HEAD_HEIGHT + lines.length * ROW_HEIGHT + 8
  const boxes = new Map(
    lines.map(({ row }, number) => [
      row.taskId,
      {
        left: place(scale, row.start),
        right: Math.max(place(scale, row.finish), place(scale, row.start) + 4),
        middle: HEAD_HEIGHT + (number + 0.5) * ROW_HEIGHT,
      },
    ]),
  )
  const critical = new Set(timeline.rows.filter((row) => row.critical).map(({ taskId }) => taskId))
  const today = place(scale, new Date().toISOString())
  const tickText: Intl.DateTimeFormatOptions =
    scale.width >= 40
      ? { day: 'numeric' }
      : scale.width >= 10
        ? { day: 'numeric', month: 'short' }
        : { month: 'short', year: '2-digit' }
  return (
    <Paper variant="outlined" sx={{ display: 'flex', overflow: 'hidden' }}>
      <Box sx={{ width: NAMES, flexShrink: 0, borderRight: 1, borderColor: 'divider' }}>
        <Box sx={{ height: HEAD_HEIGHT }} />
        {lines.map(({ row, depth }) => (
          <Box
            key={row.taskId}
            sx={{ height: ROW_HEIGHT, pl: 1.5 + depth * 1.5, pr: 1, display: 'flex', alignItems: 'center' }}
          >
            <Link
              component={RouterLink}
              to={`../tasks/${row.taskId}`}
              relative="path"
              underline="hover"
              color="inherit"
              noWrap
              variant="body2"
            >
              {tasks.get(row.taskId)?.title ?? '–'}
            </Link>
          </Box>
        ))}
      </Box>
      <Box tabIndex={0} role="group" aria-label={t('plan.chart')} sx={{ overflowX: 'auto', minWidth: 0, flexGrow: 1 }}>
        <svg width={scale.days * scale.width} height={height} style={{ display: 'block', userSelect: 'none' }}>
          <title>{t('plan.chart')}</title>
          <defs>
            {['normal', 'critical'].map((kind) => (
              <marker
                key={kind}
                id={`${head}-${kind}`}
                markerWidth="7"
                markerHeight="7"
                refX="6"
                refY="3"
                orient="auto"
              >
                <path d="M0,0L6,3L0,6Z" fill={ink(kind === 'critical')} />
              </marker>
            ))}
          </defs>
          {scale.width >= 10 &&
            daysOff(scale, calendars).map((day) => (
              <rect
                key={day}
                x={placeDay(scale, day)}
                y={HEAD_HEIGHT}
                width={scale.width}
                height={height}
                fill="var(--mui-palette-action-hover)"
              />
            ))}
          {ticks(scale).map((day) => (
            <Fragment key={day}>
              <line
                x1={placeDay(scale, day)}
                x2={placeDay(scale, day)}
                y1={HEAD_HEIGHT - 14}
                y2={height}
                stroke="var(--mui-palette-divider)"
              />
              <text
                x={placeDay(scale, day) + 4}
                y={HEAD_HEIGHT - 6}
                fontSize="12"
                fill="var(--mui-palette-text-secondary)"
              >
                {dayText(day, locale, tickText)}
              </text>
            </Fragment>
          ))}
          {milestones.map(({ id, name, dueOn, reachedAt }) => (
            <g key={id} transform={`translate(${placeDay(scale, dueOn) + scale.width / 2},16)`}>
              <line y1="6" y2={height} stroke="var(--mui-palette-warning-main)" strokeDasharray="3 4" />
              <path
                d="M0,-7L7,0L0,7L-7,0Z"
                fill={reachedAt ? 'var(--mui-palette-success-main)' : 'var(--mui-palette-warning-main)'}
              />
              <text x="11" y="4" fontSize="12" fill="var(--mui-palette-text-primary)">
                {name}
              </text>
            </g>
          ))}
          {today > 0 && today < scale.days * scale.width && (
            <line
              x1={today}
              x2={today}
              y1={HEAD_HEIGHT}
              y2={height}
              stroke="var(--mui-palette-primary-main)"
              strokeWidth="2"
            />
          )}
          {dependencies.map((link) => {
            const [from, to] = [boxes.get(link.dependsOnTaskId), boxes.get(link.taskId)]
            if (!from || !to) return null
            const both = critical.has(link.taskId) && critical.has(link.dependsOnTaskId)
            return (
              <path
                key={`${link.dependsOnTaskId}-${link.taskId}`}
                d={arrow(from, to, link.relation)}
                fill="none"
                stroke={ink(both)}
                strokeWidth="1.5"
                markerEnd={`url(#${head}-${both ? 'critical' : 'normal'})`}
              />
            )
          })}
          {lines.map(({ row }) => {
            const [box, task] = [boxes.get(row.taskId), tasks.get(row.taskId)]
            if (!box || !task) return null
            const movable = mayMove(task)
            return (
              <Bar
                key={row.taskId}
                row={row}
                task={task}
                box={box}
                dayWidth={scale.width}
                open={() => open(task)}
                {...(movable && { move: (days: number) => move(task, days) })}
              />
            )
          })}
        </svg>
      </Box>
    </Paper>
  )
}

function ink(isCritical: boolean): string {
  return isCritical ? 'var(--mui-palette-error-main)' : 'var(--mui-palette-text-secondary)'
}
