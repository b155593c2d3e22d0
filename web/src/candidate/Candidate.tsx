import { lazy, useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Schemas } from '../shared/api/client'
import { Shell } from '../shared/layout/Shell'
import { After } from './After'
import { Entrance, PublicEntrance } from './Entrance'
import { Welcome } from './Welcome'

const Sitting = lazy(async () => ({ default: (await import('./Sitting')).Sitting }))

type CandidateSignIn = Schemas['CandidateSignIn']

/** What a candidate sees, from the link in the mail to the result; `isPublic` links are for whoever has them. */
export function Candidate({ isPublic = false }: { isPublic?: boolean }) {
  const token = useSearchParams()[0].get('token') ?? ''
  const Door = isPublic ? PublicEntrance : Entrance
  const [admitted, setAdmitted] = useState<CandidateSignIn | null>(null)
  const [begun, setBegun] = useState('')
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    if (import.meta.env.PROD) void navigator.serviceWorker?.register('/sw.js')
  }, [])

  if (!admitted) {
    return (
      <Shell>
        <Door token={token} admitted={setAdmitted} />
      </Shell>
    )
  }
  const attemptId = begun || admitted.attemptId
  if (attemptId && (ended || admitted.attemptEnded)) {
    return (
      <Shell>
        <After attemptId={attemptId} />
      </Shell>
    )
  }
  if (attemptId) return <Sitting attemptId={attemptId} ended={() => setEnded(true)} />
  return (
    <Shell>
      <Welcome title={admitted.assessmentTitle} started={setBegun} />
    </Shell>
  )
}

/** What whoever comes by a public link sees. */
export function Applicant() {
  return <Candidate isPublic />
}
