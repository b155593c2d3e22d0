import createClient, { type Middleware } from 'openapi-fetch'
import { credentials, renewed } from './credentials'
import { Problem, problemOf } from './problem'
import type { components, paths } from './schema'

export type Schemas = components['schemas']

const REPEATABLE = new WeakMap<Request, Request>()

const authentication: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(credentials())) request.headers.set(name, value)
    REPEATABLE.set(request, request.clone())
    return request
  },
  async onResponse({ request, response }) {
    if (response.status !== 401 || new URL(request.url).pathname.startsWith('/v1/auth/')) return
    const again = REPEATABLE.get(request)
    if (!again || !(await renewed())) return
    for (const [name, value] of Object.entries(credentials())) again.headers.set(name, value)
    return fetch(again)
  },
}

export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? 'http://localhost' })
api.use(authentication)

interface Exchange<T> {
  data?: { data: T } | undefined
  error?: unknown
  response: Response
}

/** Return what a request answers; throw a Problem where it does not succeed. */
export async function answered<T>(exchange: Promise<Exchange<T>>): Promise<T> {
  let result: Exchange<T>
  try {
    result = await exchange
  } catch {
    throw new Problem(0, 'offline', 'no answer')
  }
  if (result.response.status === 204) return undefined as T
  if (!result.response.ok || result.data === undefined) throw problemOf(result.response.status, result.error)
  return result.data.data
}

/** A page of a list; `next` asks for the following one, and is missing on the last. */
export interface Listed<T> {
  items: T[]
  next?: string | undefined
  total?: number | undefined
}

interface ListExchange<T> {
  data?: { data: T[]; meta: Schemas['PageMeta'] } | undefined
  error?: unknown
  response: Response
}

/** Return a page of a list; throw a Problem where it can't be had. */
export async function listed<T>(exchange: Promise<ListExchange<T>>): Promise<Listed<T>> {
  const asked = await exchange.catch(() => null)
  const items = await answered<T[]>(asked ? Promise.resolve(asked) : exchange)
  const pagination = asked?.data?.meta.pagination
  return { items, next: pagination?.nextCursor, total: pagination?.totalCount }
}
