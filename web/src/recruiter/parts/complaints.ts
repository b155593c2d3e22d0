import { Problem } from '../../shared/api/problem'

/** What is wrong, and where: `tests 3, expected output`; no place where it is about the whole. */
export interface Complaint {
  place: string
  message: string
}

/** Return what a problem says of single fields, else of the whole; nothing where it is none of the request's. */
export function complaints(problem: unknown): Complaint[] {
  if (!(problem instanceof Problem) || problem.passes) return []
  const details = Array.isArray(problem.details) ? problem.details : []
  const found = details.flatMap((each: unknown): Complaint[] => {
    const { pointer, message } = each as { pointer?: unknown; message?: unknown }
    return typeof pointer === 'string' && typeof message === 'string' ? [{ place: placeOf(pointer), message }] : []
  })
  return found.length ? found : [{ place: '', message: problem.message }]
}

/** Return a JSON pointer in words, counted from one: `/content/tests/2/expectedOutput` is `tests 3, expected output`. */
export function placeOf(pointer: string): string {
  const parts: string[] = []
  for (const part of pointer.split('/').filter((each) => each && each !== 'content')) {
    const last = parts.at(-1)
    if (/^\d+$/.test(part) && last !== undefined) parts[parts.length - 1] = `${last} ${Number(part) + 1}`
    else parts.push(part.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))
  }
  return parts.join(', ')
}
