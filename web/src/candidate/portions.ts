import type { Unsent } from './buffer'

const MOST_BYTES = 512 * 1024
const MOST_REVISIONS = 200

const bytes = (text: string) => new TextEncoder().encode(text).length

/** Split what is unsent, in order, into what one request may carry: a body of at most 1 MiB. */
export function portions(unsent: Unsent[]): Unsent[][] {
  const found: Unsent[][] = []
  let size = 0
  for (const each of unsent) {
    const more = bytes(JSON.stringify(each.response))
    const last = found.at(-1)
    if (last && last.length < MOST_REVISIONS && size + more <= MOST_BYTES) {
      last.push(each)
      size += more
    } else {
      found.push([each])
      size = more
    }
  }
  return found
}
