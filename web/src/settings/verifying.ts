import { answered, api, type Schemas } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { isConsistent, isIncluded, leafHash, type State } from './proof'

export type Verdict = 'proved' | 'rewritten' | 'missing' | 'empty'

export interface Verified {
  verdict: Verdict
  entries: number
  /** How large the log was when this browser last looked. */
  since: number | null
  size: number
}

const remembered = (tenantId: string) => `ella-audit-${tenantId}`

/**
 * Check the log's newest state in this browser: that it begins with the state seen last time, and holds each entry.
 * What the server says of the hashes is not believed but computed.
 */
export async function verify(tenantId: string, entries: Schemas['AuditEntryView'][]): Promise<Verified> {
  const head = await newest()
  if (head === null) return { verdict: 'empty', entries: 0, since: null, size: 0 }
  const stored = localStorage.getItem(remembered(tenantId))
  const seen = stored ? (JSON.parse(stored) as State) : null
  const report = { entries: 0, since: seen?.size ?? null, size: head.size }
  if (seen && !(await continues(seen, head))) return { verdict: 'rewritten', ...report }
  for (const { id, index } of entries) {
    if (index === null || index >= head.size) continue
    const query = { treeSize: head.size }
    const proof = await answered(
      api.GET('/v1/audit-entries/{entryId}/inclusion-proof', { params: { path: { entryId: id }, query } }),
    )
    const leaf = await leafHash(proof.record)
    if (!(await isIncluded(leaf, index, head, proof.hashes))) return { verdict: 'missing', ...report }
    report.entries += 1
  }
  localStorage.setItem(remembered(tenantId), JSON.stringify({ size: head.size, root: head.root }))
  return { verdict: 'proved', ...report }
}

async function newest(): Promise<State | null> {
  try {
    return await answered(api.GET('/v1/audit-checkpoint'))
  } catch (problem) {
    if (problem instanceof Problem && (problem.status === 404 || problem.code === 'not_sequenced')) return null
    throw problem
  }
}

async function continues(seen: State, head: State): Promise<boolean> {
  if (seen.size >= head.size) return isConsistent(seen, head, [])
  const query = { fromSize: seen.size, toSize: head.size }
  const proof = await answered(api.GET('/v1/audit-consistency-proof', { params: { query } }))
  return isConsistent(seen, head, proof.hashes)
}
