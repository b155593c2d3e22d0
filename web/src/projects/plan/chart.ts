import type { Schemas } from '../../shared/api/client'
import { type Hours, spansOn } from '../calendar'
import { DAY_MS, mondayOf, plusDays } from '../days'
import { dayIn, shown } from '../zone'

export type Row = Schemas['PlannedRow']

export const ROW_HEIGHT = 36
export const HEAD_HEIGHT = 56
/** How wide a day is drawn, from far to near. */
export const ZOOMS = [4, 10, 22, 44]

/** So wide the chart is at least, to fill the page. */
const LEAST_WIDTH = 1300

/** Where the days of a chart lie: from which day on, how many, how wide each is, and where their midnights are. */
export interface Scale {
  from: string
  days: number
  width: number
  zone: string
}

/** Return the scale that shows a span of time with a little room around it. */
export function scaleOf(start: string, finish: string, width: number, zone: string): Scale {
  const from = mondayOf(plusDays(dayIn(start, zone), -3))
  const days = Math.ceil((shown(finish, zone) - Date.parse(from)) / DAY_MS) + 10
  return { from, days: Math.max(days, Math.ceil(LEAST_WIDTH / width)), width, zone }
}

/** Return how far from the left a moment lies. */
export function place(scale: Scale, moment: string): number {
  return ((shown(moment, scale.zone) - Date.parse(scale.from)) / DAY_MS) * scale.width
}

/** Return how far from the left a day begins. */
export function placeDay(scale: Scale, day: string): number {
  return ((Date.parse(day) - Date.parse(scale.from)) / DAY_MS) * scale.width
}

/** Return the days of a scale on which nobody works. */
export function daysOff(scale: Scale, calendars: (Hours | undefined)[]): string[] {
  const days = Array.from({ length: scale.days }, (_, number) => plusDays(scale.from, number))
  return days.filter((day) => spansOn(day, calendars).length === 0)
}

/** Return the days that are written over the chart: each week's first, or each month's where weeks are too narrow. */
export function ticks(scale: Scale): string[] {
  const days = Array.from({ length: scale.days }, (_, number) => plusDays(scale.from, number))
  if (scale.width >= 40) return days
  return days.filter((day) => (scale.width >= 10 ? mondayOf(day) === day : day.endsWith('-01')))
}

export interface Box {
  left: number
  right: number
  middle: number
}

type Relation = Schemas['Relation']
const GAP = 8

/** Return the path of an arrow from one bar to the one that waits for it. */
export function arrow(from: Box, to: Box, relation: Relation): string {
  const leavesRight = relation === 'FS' || relation === 'FF'
  const entersLeft = relation === 'FS' || relation === 'SS'
  const start = leavesRight ? from.right : from.left
  const end = entersLeft ? to.left : to.right
  const out = start + (leavesRight ? GAP : -GAP)
  const before = end + (entersLeft ? -GAP : GAP)
  const straight = leavesRight ? out <= before : out >= before
  if (relation === 'FS' && end > start) {
    return `M${start},${from.middle}H${Math.min(out, (start + end) / 2)}V${to.middle}H${end}`
  }
  if (straight && leavesRight === entersLeft) return `M${start},${from.middle}H${out}V${to.middle}H${end}`
  const between = to.middle + (to.middle > from.middle ? -ROW_HEIGHT / 2 : ROW_HEIGHT / 2)
  return `M${start},${from.middle}H${out}V${between}H${before}V${to.middle}H${end}`
}

/** Return rows with the parts of each task behind it, and how deep each lies. */
export function outlined(rows: Row[], parents: Map<string, string | null>): { row: Row; depth: number }[] {
  const there = new Set(rows.map(({ taskId }) => taskId))
  const parts = new Map<string, Row[]>()
  for (const row of rows) {
    const parent = parents.get(row.taskId) ?? ''
    const under = there.has(parent) ? parent : ''
    parts.set(under, [...(parts.get(under) ?? []), row])
  }
  const below = (id: string, depth: number): { row: Row; depth: number }[] =>
    (parts.get(id) ?? []).flatMap((row) => [{ row, depth }, ...below(row.taskId, depth + 1)])
  return below('', 0)
}

type Move = Schemas['PlannedMove']

/** Return the moves that lead to one: what decides it, what decides that, and so on to the first cause. */
export function chain(moves: Move[], taskId: string): Move[] {
  const found: Move[] = []
  let next = moves.find((move) => move.taskId === taskId)
  while (next && !found.includes(next)) {
    found.push(next)
    const driver: string | null = next.driverTaskId
    next = moves.find((move) => move.taskId === driver)
  }
  return found
}
