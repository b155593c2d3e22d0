import type { Schemas } from '../../shared/api/client'

export type WorkingHours = Schemas['WorkingHours-Output']
export type Span = { start: number; end: number }

const USUAL: Span[] = [
  { start: 480, end: 720 },
  { start: 780, end: 1020 },
]

/** Monday to Friday, where nobody says anything else. */
export function usualWeek(): Span[][] {
  return Array.from({ length: 7 }, (_, weekday) => (weekday < 5 ? USUAL : []))
}

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
