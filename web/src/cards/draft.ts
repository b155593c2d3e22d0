import type { Schemas } from '../shared/api/client'

export type Content = Schemas['CardContent']
export type Variable = Schemas['Variable']
export type VariableType = Schemas['VariableType']
export type Message = Schemas['MessageTemplate']

export const TYPES: VariableType[] = ['string', 'number', 'boolean', 'json', 'list']

/** Return a variable of a name, a text that must be given. */
export function variable(name: string): Variable {
  return { name, type: 'string', default: null, required: true, description: '' }
}

/** Return the prompt's messages, a prompt of one text as one of the user's. */
export function messagesOf(content: Content): Message[] {
  const { prompt } = content
  return prompt.kind === 'chat' ? prompt.messages : [{ role: 'user', template: prompt.template }]
}

/** Return the content with other messages; one text stays one text. */
export function withMessages(content: Content, messages: Message[]): Content {
  const { prompt } = content
  const [only] = messages
  if (prompt.kind === 'text' && messages.length === 1 && only?.role === 'user')
    return { ...content, prompt: { kind: 'text', template: only.template } }
  return { ...content, prompt: { kind: 'chat', messages } }
}

/** Return the names that templates put in plainly and that no variable declares, in their order. */
export function undeclared(content: Content): string[] {
  const declared = new Set((content.variables ?? []).map(({ name }) => name))
  const found = messagesOf(content).flatMap(({ template }) =>
    [...template.matchAll(/\{\{-?\s*([A-Za-z_]\w*)/g)].map((match) => match[1] ?? ''),
  )
  return [...new Set(found)].filter((name) => !declared.has(name))
}

/** Tell whether something must still be filled in before the draft can be kept. */
export function isIncomplete(content: Content): boolean {
  const names = (content.variables ?? []).map(({ name }) => name)
  return (
    !content.name.trim() ||
    messagesOf(content).some(({ template }) => !template) ||
    names.some((name) => !/^[A-Za-z_]\w*$/.test(name)) ||
    new Set(names).size < names.length ||
    content.provider?.provider === ''
  )
}

/** Return the merge patch that leads from one content to another, by its outermost fields. */
export function changesOf(before: Content, after: Content): Record<string, unknown> {
  const patch: Record<string, unknown> = {}
  for (const key of Object.keys(after) as (keyof Content)[])
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) patch[key] = cleared(before[key], after[key])
  return patch
}

// A merge patch keeps the fields that it doesn't name: those that went are named as null.
function cleared(before: unknown, after: unknown): unknown {
  if (!isObject(before) || !isObject(after)) return after
  const gone = Object.keys(before).filter((key) => !(key in after))
  const kept = Object.entries(after).map(([key, value]) => [key, cleared(before[key], value)])
  return Object.fromEntries([...gone.map((key) => [key, null]), ...kept])
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Return the value that somebody wrote for a variable; undefined while it isn't one of its type. */
export function readAs(type: VariableType, text: string): unknown {
  if (type === 'string') return text
  if (type === 'number') return text.trim() && Number.isFinite(Number(text)) ? Number(text) : undefined
  if (type === 'boolean') return { true: true, false: false }[text]
  try {
    const value: unknown = JSON.parse(text)
    return type === 'list' && !Array.isArray(value) ? undefined : value
  } catch {
    return type === 'list' && text.trim() ? text.split(',').map((each) => each.trim()) : undefined
  }
}

/** Return how a value is written where people edit it. */
export function written(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
