import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

export type Kept = 'saved' | 'saving' | 'incomplete' | 'refused'

const QUIET = 700

/** What somebody edits: a change is sent once they pause, and when they leave; what is refused stays for them to mend. */
export function useAutosave<T>(
  start: T,
  isIncomplete: (value: T) => boolean,
  send: (value: T, sent: T) => Promise<unknown>,
): { value: T; change: (value: T) => void; kept: Kept } {
  const [value, change] = useState(start)
  const [sent, setSent] = useState(start)
  const [refused, setRefused] = useState<T | null>(null)
  const { mutate, isPending } = useMutation({
    mutationFn: (next: T) => send(next, sent),
    onSuccess: (_, next) => setSent(next),
    onError: (_, next) => setRefused(next),
  })
  const wanted = value !== sent && value !== refused && !isIncomplete(value)
  useEffect(() => {
    if (!wanted || isPending) return
    const timer = setTimeout(() => mutate(value), QUIET)
    return () => clearTimeout(timer)
  }, [wanted, isPending, value, mutate])
  const leaving = useRef(() => {})
  leaving.current = () => wanted && mutate(value)
  useEffect(() => () => leaving.current(), [])
  const kept = isIncomplete(value) ? 'incomplete' : value === refused ? 'refused' : value === sent ? 'saved' : 'saving'
  return { value, change, kept }
}
