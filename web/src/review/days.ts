const MOST = 3
const LATEST = 89

/** Return the days that a text such as `3, 7` names, in order; null where it names none that reminders can have. */
export function daysOf(text: string): number[] | null {
  const named = text.split(/[\s,;]+/).filter(Boolean)
  const days = [...new Set(named.map(Number))].sort((one, other) => one - other)
  const right = days.every((day) => Number.isInteger(day) && day >= 1 && day <= LATEST)
  return right && days.length <= MOST ? days : null
}
