import { answered } from '../shared/api/client'
import { Problem } from '../shared/api/problem'

/** Something as it was read, with the tag of what was read. */
export interface Tagged<T> {
  value: T
  tag: string
}

interface Exchange<T> {
  data?: { data: T } | undefined
  error?: unknown
  response: Response
}

/** Return what a request answers, with its entity tag; throw a Problem where it does not succeed. */
export async function tagged<T>(exchange: Promise<Exchange<T>>): Promise<Tagged<T>> {
  let tag = ''
  const value = await answered(
    exchange.then((result) => {
      tag = result.response.headers.get('etag') ?? ''
      return result
    }),
  )
  return { value, tag }
}

/** How a draft is read and written: a write names the tag of what it was made from. */
export interface Source<T> {
  read: () => Promise<Tagged<T>>
  write: (next: T, base: Tagged<T>) => Promise<Tagged<T>>
}

/** What a write came to: it was kept, or somebody else changed the same draft since it was read. */
export type Outcome<T> = { kept: Tagged<T> } | { theirs: Tagged<T> }

/** Tell whether two values say the same. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Write a draft; where only something else than its content has changed since, such as a label, write it again. */
export async function writeOver<T>(source: Source<T>, next: T, base: Tagged<T>): Promise<Outcome<T>> {
  try {
    return { kept: await source.write(next, base) }
  } catch (problem) {
    if (!isStale(problem)) throw problem
  }
  const now = await source.read()
  if (!same(now.value, base.value)) return { theirs: now }
  try {
    return { kept: await source.write(next, { value: base.value, tag: now.tag }) }
  } catch (problem) {
    if (!isStale(problem)) throw problem
    return { theirs: await source.read() }
  }
}

function isStale(problem: unknown): boolean {
  return problem instanceof Problem && problem.status === 412
}
