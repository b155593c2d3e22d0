const MINUTE = 60_000
const readers = new Map<string, Intl.DateTimeFormat>()

/** Return a moment as the clocks of a zone show it, in milliseconds as if they were those of UTC. */
export function shown(moment: string, zone: string): number {
  let reader = readers.get(zone)
  if (!reader) {
    // Swedish dates are written like those of ISO 8601.
    reader = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    readers.set(zone, reader)
  }
  return Date.parse(`${reader.format(new Date(moment)).replace(' ', 'T')}Z`)
}

/** Return the day of a moment in a zone. */
export function dayIn(moment: string, zone: string): string {
  return new Date(shown(moment, zone)).toISOString().slice(0, 10)
}

/** Return the moment at which the clocks of a zone show so many minutes behind midnight of a day. */
export function momentAt(day: string, minutes: number, zone: string): string {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE
  let moment = wanted
  // The second time for days on which the clocks change.
  for (const _ of [1, 2]) moment -= shown(new Date(moment).toISOString(), zone) - wanted
  return new Date(moment).toISOString()
}

/** Return a moment some whole days later, at the same time of day in a zone. */
export function later(moment: string, days: number, zone: string): string {
  const at = shown(moment, zone)
  const midnight = new Date(at).toISOString().slice(0, 10)
  return momentAt(midnight, (at - Date.parse(midnight)) / MINUTE + days * 1440, zone)
}

/** Return a zone where the browser knows it, else UTC. */
export function knownZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    return 'UTC'
  }
}
