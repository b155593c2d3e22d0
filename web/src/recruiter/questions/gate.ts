import type { Schemas } from '../../shared/api/client'
import type { Content } from './content'

type Stand = Pick<Schemas['QuestionView'], 'status' | 'refusals'>

/** A known solution, and what its run came to. */
export interface Check {
  name: string | null
  expected: string
  state: 'waiting' | 'running' | 'passed' | 'refused'
  reasons: string[]
}

/** Return how each known solution fared, the reference first; its name is null. */
export function checksOf(content: Content, { status, refusals }: Stand): Check[] {
  if (content.kind !== 'coding') return []
  const solutions = [
    { name: null, expected: 'accepted' },
    ...content.solutions.map(({ name, expected }) => ({ name, expected })),
  ]
  return solutions.map(({ name, expected }) => {
    const said = name ?? 'reference'
    const reasons =
      solutions.length === 1
        ? refusals
        : refusals.filter((each) => each.startsWith(`${said}: `) || each.startsWith(`${said}, variant `))
    return { name, expected, state: stateOf(status, reasons.length > 0), reasons }
  })
}

function stateOf(status: Stand['status'], isRefused: boolean): Check['state'] {
  if (status === 'validating') return 'running'
  if (status === 'published') return 'passed'
  if (status === 'refused') return isRefused ? 'refused' : 'passed'
  return 'waiting'
}
