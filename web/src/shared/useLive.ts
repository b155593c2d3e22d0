import type { QueryConstraint } from 'firebase/firestore'
import { useEffect, useRef, useState } from 'react'
import { answered, api } from './api/client'
import type { LiveDocument } from './live'
import { session } from './session'

type Live = typeof import('./live')

/** `waiting` until something was heard, `off` where nothing live can be had. */
export type Hearing = 'waiting' | 'live' | 'off'

/** Listen to documents of the tenant while the screen is shown; `name` empty listens to nothing. */
export function useLive<T>(
  name: string,
  key: string,
  wanted: (live: Live, userId: string) => QueryConstraint[],
): { documents: (T & { id: string })[]; hearing: Hearing } {
  const tenantId = session((state) => state.tenantId)
  const [documents, setDocuments] = useState<LiveDocument[]>([])
  const [hearing, setHearing] = useState<Hearing>('waiting')
  const latest = useRef(wanted)
  latest.current = wanted
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is wanted
  useEffect(() => {
    if (!name) return
    let stop = () => {}
    let left = false
    setHearing('waiting')
    const begin = async () => {
      const [live, { user }] = await Promise.all([import('./live'), answered(api.GET('/v1/auth/verify'))])
      const firestore = await live.firestoreOf(user.id)
      if (left) return
      if (!firestore) return setHearing('off')
      const take = (heard: LiveDocument[]) => {
        setDocuments(heard)
        setHearing('live')
      }
      stop = live.heard(firestore, tenantId, name, latest.current(live, user.id), take, () => setHearing('off'))
    }
    begin().catch(() => !left && setHearing('off'))
    return () => {
      left = true
      stop()
    }
  }, [name, key, tenantId])
  return { documents: documents as (T & { id: string })[], hearing }
}
