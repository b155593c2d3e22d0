import type { Schemas } from '../shared/api/client'

type Edit = Pick<Schemas['PlayedEdit'], 'ms' | 'at' | 'deleted' | 'inserted' | 'reset'>

const KEPT_EVERY = 200

/** Return what tells the text of an answer at any moment; edits count in code points, as they were recorded. */
export function player(begin: string, edits: Edit[]): (ms: number) => string {
  const kept: string[][] = [Array.from(begin)]
  return (ms) => {
    const wanted = countUntil(edits, ms)
    let done = Math.min(Math.floor(wanted / KEPT_EVERY), kept.length - 1)
    let text = [...(kept[done] ?? [])]
    done *= KEPT_EVERY
    while (done < wanted) {
      text = applied(text, edits[done] as Edit)
      done += 1
      if (done % KEPT_EVERY === 0) kept[done / KEPT_EVERY] ??= [...text]
    }
    return text.join('')
  }
}

function applied(text: string[], { at, deleted, inserted, reset }: Edit): string[] {
  const added = Array.from(inserted)
  if (reset) return added
  return [...text.slice(0, at), ...added, ...text.slice(at + deleted)]
}

function countUntil(edits: Edit[], ms: number): number {
  let [low, high] = [0, edits.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edits[middle]?.ms ?? 0) <= ms) low = middle + 1
    else high = middle
  }
  return low
}
