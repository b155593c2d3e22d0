import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type Source, type Tagged, writeOver } from './tagged'

export type Kept = 'saved' | 'saving' | 'incomplete' | 'refused' | 'changed'

const QUIET = 700

/** What somebody else made of the same draft meanwhile, and the ways out of it; none loses what was typed unasked. */
export interface Conflict<T> {
  before: T
  theirs: T
  /** Take theirs, and give up what was typed. */
  load: () => void
  /** Write what was typed over theirs. */
  insist: () => void
}

export interface Draft<T> {
  value: T
  change: (value: T) => void
  kept: Kept
  conflict: Conflict<T> | null
}

/** What somebody edits: a change is sent once they pause, and when they leave; what is refused stays for them to mend.
 *
 * What others changed meanwhile is not written over unasked. `copy` keeps what somebody typed who has left already. */
export function useAutosave<T>(
  start: Tagged<T>,
  isIncomplete: (value: T) => boolean,
  source: Source<T>,
  copy: (value: T) => void,
): Draft<T> {
  const [value, change] = useState(start.value)
  const [base, setBase] = useState(start)
  const [refused, setRefused] = useState<T | null>(null)
  const [theirs, setTheirs] = useState<Tagged<T> | null>(null)
  const left = useRef(false)
  const { mutate, isPending } = useMutation({
    mutationFn: ({ next, over }: { next: T; over: Tagged<T> }) => writeOver(source, next, over),
    onSuccess: (outcome, { next }) => {
      if ('kept' in outcome) return setBase({ value: next, tag: outcome.kept.tag })
      if (left.current) copy(next)
      else setTheirs(outcome.theirs)
    },
    onError: (_, { next }) => setRefused(next),
  })
  const isSaved = value === base.value
  const wanted = !isSaved && value !== refused && theirs === null && !isIncomplete(value)
  useEffect(() => {
    if (!wanted || isPending) return
    const timer = setTimeout(() => mutate({ next: value, over: base }), QUIET)
    return () => clearTimeout(timer)
  }, [wanted, isPending, value, base, mutate])
  const leaving = useRef(() => {})
  leaving.current = () => {
    if (theirs !== null) copy(value)
    else if (wanted) mutate({ next: value, over: base })
  }
  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
      leaving.current()
    }
  }, [])
  const over = (taken: Tagged<T>) => {
    setBase(taken)
    setRefused(null)
    setTheirs(null)
  }
  const conflict = theirs && {
    before: base.value,
    theirs: theirs.value,
    load: () => {
      over(theirs)
      change(theirs.value)
    },
    insist: () => over(theirs),
  }
  const state = isSaved ? 'saved' : value === refused ? 'refused' : 'saving'
  return { value, change, conflict, kept: conflict ? 'changed' : isIncomplete(value) ? 'incomplete' : state }
}
