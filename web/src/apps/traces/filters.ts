import type { paths } from '../../shared/api/schema'

type Query = NonNullable<paths['/v1/apps/{appId}/traces']['get']['parameters']['query']>

export const TEXTS = ['environment', 'status', 'model', 'tag', 'user', 'session'] as const
export const LIMITS = ['time', 'duration', 'cost'] as const
export type Limit = (typeof LIMITS)[number]

/** Which traces are listed: texts that combine, and one kind of limit from and to; blank ones limit nothing. */
export type Filters = Record<(typeof TEXTS)[number] | 'from' | 'to', string> & { limit: Limit | '' }

/** Return the filters that an address names. */
export function filtersOf(address: URLSearchParams): Filters {
  const named = (name: string) => address.get(name) ?? ''
  const limit = LIMITS.find((each) => each === named('limit')) ?? ''
  return {
    environment: named('environment'),
    status: named('status'),
    model: named('model'),
    tag: named('tag'),
    user: named('user'),
    session: named('session'),
    limit,
    from: limit && named('from'),
    to: limit && named('to'),
  }
}

/** Return what an address names for filters, without blanks. */
export function addressOf(filters: Filters): Record<string, string> {
  const isLimited = filters.limit !== '' && Boolean(filters.from || filters.to)
  return Object.fromEntries(
    Object.entries(filters).filter(
      ([name, value]) => value !== '' && (isLimited || !['limit', 'from', 'to'].includes(name)),
    ),
  )
}

/** Return the API's query for filters; times are of this device's zone. */
export function queryOf(filters: Filters): Query {
  const { environment, status, model, tag, user, session, limit } = filters
  const from = filters.from || null
  const to = filters.to || null
  const number = (text: string | null) => (text === null ? null : Number(text))
  const time = (text: string | null) => (text === null ? null : new Date(text).toISOString())
  return {
    environment: environment || null,
    status: status === 'ok' || status === 'error' ? status : null,
    model: model || null,
    tag: tag || null,
    user: user || null,
    traceSession: session || null,
    ...(limit === 'time' && { since: time(from), until: time(to) }),
    ...(limit === 'duration' && { minDurationMs: number(from), maxDurationMs: number(to) }),
    ...(limit === 'cost' && { minCost: number(from), maxCost: number(to) }),
  }
}

/** Tell whether what is typed for a limit can't be asked for. */
export function isWrong({ limit, from, to, model, tag }: Filters): boolean {
  const read = (text: string) => (limit === 'time' ? Date.parse(text) : Number(text))
  const bounds = [from, to].filter(Boolean).map(read)
  return (
    Boolean(model && tag) ||
    (limit !== '' && bounds.some((bound) => !Number.isFinite(bound) || (limit !== 'time' && bound < 0))) ||
    (bounds.length === 2 && (bounds[0] ?? 0) > (bounds[1] ?? 0))
  )
}
