import type { Schemas } from '../shared/api/client'

export type FoundInjection = Schemas['FoundInjection']

const MAX_EXCERPT = 120

/** Return the text a finding is about where its excerpt is all of it; one that was deciphered or cut short is not. */
export function quoted(found: FoundInjection): string | null {
  return found.through.length === 0 && [...found.excerpt].length < MAX_EXCERPT ? found.excerpt : null
}

/** Return the part of a text that a finding is about; its offsets count code points. */
export function partOf(text: string, { start, end }: FoundInjection): string {
  return [...text].slice(start, end).join('')
}
