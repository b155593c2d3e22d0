/** What proves that a log keeps its entries: RFC 9162, sections 2.1.3.2 and 2.1.4.2, over hashes in hexadecimal. */

export interface State {
  size: number
  root: string
}

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const hexOf = (hash: ArrayBuffer) =>
  [...new Uint8Array(hash)].map((each) => each.toString(16).padStart(2, '0')).join('')

async function hash(prefix: number, ...parts: Uint8Array[]): Promise<string> {
  const whole = new Uint8Array([prefix, ...parts.flatMap((part) => [...part])])
  return hexOf(await crypto.subtle.digest('SHA-256', whole))
}

const node = (left: string, right: string) => hash(1, bytes(left), bytes(right))

/** Return the hash of an entry's record: of its canonical JSON (RFC 8785). */
export function leafHash(record: unknown): Promise<string> {
  return hash(0, new TextEncoder().encode(canonical(record)))
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const items = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${items.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`
}

/** Tell whether hashes show that a leaf is in the tree. */
export async function isIncluded(leaf: string, index: number, tree: State, hashes: string[]): Promise<boolean> {
  if (index >= tree.size) return false
  let number = BigInt(index)
  let last = BigInt(tree.size - 1)
  let reached = leaf
  for (const sibling of hashes) {
    if (last === 0n) return false
    if (number & 1n || number === last) {
      reached = await node(sibling, reached)
      while (number && !(number & 1n)) [number, last] = [number >> 1n, last >> 1n]
    } else {
      reached = await node(reached, sibling)
    }
    number >>= 1n
    last >>= 1n
  }
  return last === 0n && reached === tree.root
}

/** Tell whether hashes show that a tree begins with an older one. */
export async function isConsistent(before: State, now: State, hashes: string[]): Promise<boolean> {
  if (before.size === 0 || before.size > now.size) return false
  if (before.size === now.size) return hashes.length === 0 && before.root === now.root
  const [start, ...rest] = Number.isInteger(Math.log2(before.size)) ? [before.root, ...hashes] : hashes
  if (start === undefined) return false
  let number = BigInt(before.size - 1)
  let last = BigInt(now.size - 1)
  while (number & 1n) [number, last] = [number >> 1n, last >> 1n]
  let [first, second] = [start, start]
  for (const each of rest) {
    if (last === 0n) return false
    if (number & 1n || number === last) {
      first = await node(each, first)
      second = await node(each, second)
      while (number && !(number & 1n)) [number, last] = [number >> 1n, last >> 1n]
    } else {
      second = await node(second, each)
    }
    number >>= 1n
    last >>= 1n
  }
  return last === 0n && first === before.root && second === now.root
}
