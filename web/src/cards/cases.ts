import type { Schemas } from '../shared/api/client'

export type CaseSetContent = Schemas['CaseSetContent']
export type Case = Schemas['Case']
export type Assertion = Record<string, unknown>

/** What most cases are asserted by; every other type can be typed. */
export const COMMON = [
  'contains',
  'icontains',
  'equals',
  'starts-with',
  'regex',
  'is-json',
  'llm-rubric',
  'javascript',
  'latency',
  'cost',
  'not-contains',
  'not-icontains',
]
export const ROWS = 50

/** Return a case with nothing in it. */
export function emptyCase(): Case {
  return {
    description: '',
    vars: {},
    assertions: [],
    expected: null,
    threshold: null,
    transform: null,
    weight: 1,
    metadata: {},
  }
}

/** Return the names of the variables that cases give a value, in the order of their coming. */
export function columnsOf(cases: Case[]): string[] {
  return [...new Set(cases.flatMap(({ vars = {} }) => Object.keys(vars)))]
}

/** Return what somebody wrote into a cell: JSON where it is a list or an object, a number where one was. */
export function cellValue(text: string, before: unknown): unknown {
  if (typeof before === 'number' && text.trim() && Number.isFinite(Number(text))) return Number(text)
  if (!/^\s*[[{]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Return an assertion in a few words. */
export function brief(assertion: Assertion): string {
  const value = assertion.value
  if (value === undefined || value === null) return String(assertion.type)
  return `${assertion.type}: ${typeof value === 'string' ? value : JSON.stringify(value)}`
}

/** Tell whether something must still be filled in before a set of cases can be kept. */
export function isUnfinished(content: CaseSetContent): boolean {
  return (
    !content.name.trim() || (content.cases ?? []).some(({ assertions = [] }) => assertions.some(({ type }) => !type))
  )
}
