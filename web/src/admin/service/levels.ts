import type { Schemas } from '../../shared/api/client'

type Objective = Schemas['ObjectiveLevel']

const OBJECTIVES = {
  availability: 'objective.availability',
  errors: 'objective.errors',
  'latency-p50': 'objective.latency-p50',
  'latency-p95': 'objective.latency-p95',
  'latency-p99': 'objective.latency-p99',
  'execution-p50': 'objective.execution-p50',
  'execution-p95': 'objective.execution-p95',
  'execution-p99': 'objective.execution-p99',
  completion: 'objective.completion',
} as const

const ALERTS = {
  'error-rate': 'alert.error-rate',
  'slow-requests': 'alert.slow-requests',
  'database-failures': 'alert.database-failures',
  'many-users': 'alert.many-users',
  'burn-rate': 'alert.burn-rate',
  'many-accounts-tried': 'alert.many-accounts-tried',
  'many-denials': 'alert.many-denials',
  'key-in-two-places': 'alert.key-in-two-places',
} as const

/** Return the word of an objective, undefined for one that this app does not know. */
export function objectiveWord(name: string) {
  return Object.hasOwn(OBJECTIVES, name) ? OBJECTIVES[name as keyof typeof OBJECTIVES] : undefined
}

/** Return the word of an alert by its runbook, undefined for one that this app does not know. */
export function alertWord(runbook: string) {
  return Object.hasOwn(ALERTS, runbook) ? ALERTS[runbook as keyof typeof ALERTS] : undefined
}

/** Return which objective a burn alert is about. */
export function burning(key: string): string {
  return key.split(':')[1] ?? ''
}

/** What an objective did over each window, and from which burn rate on somebody is told. */
export function windowsOf(level: Objective) {
  return [
    { name: 'hour', attained: level.attainedHour, burn: level.burnRateHour, alarming: 14.4 },
    { name: 'sixHours', attained: level.attainedSixHours, burn: level.burnRateSixHours, alarming: 6 },
    { name: 'days', attained: level.attainedThirtyDays, burn: level.burnRateThirtyDays, alarming: 1 },
  ] as const
}

/** Return in which unit an alert's value is told. */
export function unitOf({ runbook }: { runbook: string }): 'share' | 'times' | 'count' {
  if (runbook === 'error-rate' || runbook === 'slow-requests') return 'share'
  return runbook === 'burn-rate' ? 'times' : 'count'
}
