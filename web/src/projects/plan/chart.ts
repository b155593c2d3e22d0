import type { Schemas } from '../../shared/api/client'
import { DAY_MS, mondayOf, plusDays } from '../days'

export type Row = Schemas['PlannedRow']
export type Hours = Schemas['WorkingHours-Output']

export const ROW_HEIGHT = 36
export const HEAD_HEIGHT = 56
/** How wide a day is drawn, from far to near. */
export const ZOOMS = [4, 10, 22, 44]

/** So wide the chart is at least, to fill the page. */
const LEAST_WIDTH = 1300

/** Where the days of a chart lie: from which day on, how many, and how wide each is. */
export interface Scale {
  from: string
  days: number
  width: number
}

/** Return the scale that shows a span of time with a little room around it. */
export function scaleOf(start: string, finish: string, width: number): Scale {
  const from = mondayOf(plusDays(start.slice(0, 10), -3))
  const days = Math.ceil((Date.parse(finish) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS) + 10
  return { from, days: Math.max(days, Math.ceil(LEAST_WIDTH / width)), width }
}

/** Return how far from the left a moment lies. */
export function place(scale: Scale, moment: string): number {
  return ((Date.parse(moment) - Date.parse(`${scale.from}T00:00:00Z`)) / DAY_MS) * scale.width
}

/** Return a moment some whole days later. */
export function later(moment: string, days: number): string {
  return new Date(Date.parse(moment) + days * DAY_MS).toISOString()
}

/** Return whether somebody works on a day: the first of the calendars that says so decides, else Monday to Friday. */
export function isWorking(day: string, calendars: (Hours | undefined)[]): boolean {
  for (const hours of calendars) {
    const exception = hours?.exceptions?.find((each) => each.day === day)
    if (exception) return exception.spans.length > 0
  }
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  for (const hours of calendars) {
    const usual = hours?.week?.[weekday]
    if (usual) return usual.spans.length > 0
  }
  return weekday < 5
}

/** Return the days of a scale on which nobody works. */
export function daysOff(scale: Scale, calendars: (Hours | undefined)[]): string[] {
  const days = Array.from({ length: scale.days }, (_, number) => plusDays(scale.from, number))
  return days.filter((day) => !isWorking(day, calendars))
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
