import type { Schemas } from '../../shared/api/client'

export type Definition = Schemas['FlagDefinition-Input']
export type Rule = Schemas['Rule-Input']
export type Serve = Schemas['Serve']
export type Type = Schemas['FlagType']
export type Condition = Rule['when']
export type Simple = Schemas['Comparison'] | Schemas['InSegment']
export type Scalar = boolean | number | string

export const TYPES: Type[] = ['boolean', 'string', 'number', 'object']
export const OPERATORS: Schemas['Comparison']['operator'][] = [
  'equals',
  'in',
  'contains',
  'startsWith',
  'endsWith',
  'matches',
  'less',
  'lessOrEqual',
  'greater',
  'greaterOrEqual',
  'exists',
]

/** Conditions of which all, or any, must hold. */
export interface Joined {
  join: 'all' | 'any'
  conditions: Simple[]
}

function isSimple(condition: Condition): condition is Simple {
  return condition.kind === 'segment' || condition.kind === 'attribute' || condition.kind === undefined
}

/** Return a condition as a plain list; null for one that is nested or denied. */
export function joined(when: Condition): Joined | null {
  if (isSimple(when)) return { join: 'all', conditions: [when] }
  if ((when.kind === 'all' || when.kind === 'any') && 'conditions' in when && when.conditions.every(isSimple))
    return { join: when.kind, conditions: when.conditions }
  return null
}

/** Return the condition that a plain list makes. */
export function conditionOf({ join, conditions }: Joined): Condition {
  const [only] = conditions
  return conditions.length === 1 && only ? only : { kind: join, conditions }
}

/** Return values as lines: text as it is, in quotes where it would read as something else. */
export function linesOf(values: Scalar[]): string {
  return values
    .map((value) => (typeof value === 'string' && scalarOf(value) === value ? value : JSON.stringify(value)))
    .join('\n')
}

/** Return the values of lines: numbers, true and false, and text, in quotes or not. */
export function valuesOf(lines: string): Scalar[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map(scalarOf)
}

function scalarOf(text: string): Scalar {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : text
  } catch {
    return text
  }
}

/** Return what is typed as a variant's value; undefined where it is not of the flag's type. */
export function variantOf(type: Type, text: string): unknown {
  if (type === 'string') return text
  try {
    const value: unknown = JSON.parse(text)
    if (type === 'object') return typeof value === 'object' && value !== null ? value : undefined
    return typeof value === type ? value : undefined
  } catch {
    return undefined
  }
}

/** Return a variant's value as it is typed. */
export function typedOf(type: Type, value: unknown): string {
  return type === 'string' && typeof value === 'string' ? value : JSON.stringify(value)
}

/** Return the two variants that a new flag of a type begins with. */
export function firstVariants(type: Type): Record<string, unknown> {
  if (type === 'boolean') return { on: true, off: false }
  if (type === 'number') return { on: 1, off: 0 }
  return type === 'string' ? { on: 'on', off: 'off' } : { on: {}, off: {} }
}

/** Return the merge patch that makes one value of another: what went is null. */
export function patchOf(before: unknown, after: unknown): unknown {
  if (!isRecord(before) || !isRecord(after)) return after
  const gone = Object.keys(before).filter((name) => !(name in after))
  return Object.fromEntries([
    ...gone.map((name) => [name, null]),
    ...Object.entries(after).map(([name, value]) => [name, patchOf(before[name], value)]),
  ])
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Tell whether something is still to be filled in before a flag can be kept. */
export function isUnready({ variants, rules = [], prerequisites = [], schedule }: Definition): boolean {
  const { startsAt, endsAt } = schedule ?? {}
  return (
    Object.values(variants).includes(undefined) ||
    Object.keys(variants).some((name) => !/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(name)) ||
    rules.some((rule) => !rule.name.trim() || (joined(rule.when)?.conditions ?? []).some(isBlank)) ||
    prerequisites.some((each) => !each.flag || each.variants.length === 0) ||
    Boolean(startsAt && endsAt && startsAt >= endsAt)
  )
}

function isBlank(condition: Simple): boolean {
  if (condition.kind === 'segment') return !condition.segment
  if (!('attribute' in condition)) return true
  return !condition.attribute || (condition.operator !== 'exists') === ((condition.values ?? []).length === 0)
}
