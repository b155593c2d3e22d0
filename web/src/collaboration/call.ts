import { credentials, renewed } from '../shared/api/credentials'
import { Problem, problemOf } from '../shared/api/problem'

/** Make a request by its path, and resolve to its data; throw a Problem where it does not succeed. */
export async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  let answer = await sent(method, path, body)
  if (answer.status === 401 && (await renewed())) answer = await sent(method, path, body)
  const content = (await answer.json().catch(() => null)) as { data?: unknown } | null
  if (!answer.ok) throw problemOf(answer.status, content)
  return content?.data
}

async function sent(method: string, path: string, body: unknown): Promise<Response> {
  const headers = { ...credentials(), 'Content-Type': 'application/json' }
  try {
    return await fetch(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  } catch {
    throw new Problem(0, 'offline', 'no answer')
  }
}

/** Download what is too large for an answer. */
export async function fetchBytes(url: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(url)).arrayBuffer())
}
