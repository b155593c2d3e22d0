import { type Hours, type Span, USUAL } from '../calendar'

/** Working hours while somebody writes them; no week is the one above's. */
export interface Draft extends Omit<Hours, 'week'> {
  week: string[] | null
}

export function draftOf({ week, ...others }: Hours): Draft {
  return { ...others, week: week && weekText(week) }
}

/** Return the hours that were written; null where a day can't be read. */
export function written({ week, ...others }: Draft): Hours | null {
  const days = week?.map(spansOf) ?? null
  if (days?.includes(null)) return null
  return { ...others, week: days?.map((spans) => ({ spans: spans ?? [] })) ?? null }
}

/** Return the week that holds where the nearest says nothing itself, as text: in the end Monday to Friday. */
export function weekAbove(above: Hours[]): string[] {
  const week = above.find(({ week }) => week)?.week
  return weekText(week ?? Array.from({ length: 7 }, (_, weekday) => ({ spans: weekday < 5 ? USUAL : [] })))
}

const weekText = (week: { spans: Span[] }[]) => week.map(({ spans }) => spansText(spans))

const clock = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

/** Return hours of a day as people write them: `8:00–12:00, 13:00–17:00`. */
export function spansText(spans: readonly Span[]): string {
  return spans.map(({ start, end }) => `${clock(start)}–${clock(end)}`).join(', ')
}

/** Return the hours of a day that somebody wrote, none for a day off; null where they can't be read. */
export function spansOf(written: string): Span[] | null {
  const found: Span[] = []
  for (const part of written.split(/[,;]/)) {
    if (!part.trim()) continue
    const sides = /^\s*(\d{1,2})(?::([0-5]\d))?\s*[-–]\s*(\d{1,2})(?::([0-5]\d))?\s*$/.exec(part)
    if (!sides) return null
    const start = Number(sides[1]) * 60 + Number(sides[2] ?? 0)
    const end = Number(sides[3]) * 60 + Number(sides[4] ?? 0)
    const before = found.at(-1)
    if (end <= start || end > 1440 || (before && start < before.end)) return null
    found.push({ start, end })
  }
  return found
}
