import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { answered, api, type Schemas } from '../../shared/api/client'

export type Timer = Schemas['TimerView']

/** One's running timer, null where none runs. */
export function useTimer() {
  return useQuery({ queryKey: ['timer'], queryFn: async () => (await answered(api.GET('/v1/timer'))).timer })
}

export function useStartTimer(projectId: string, taskId: string) {
  const queries = useQueryClient()
  const params = { path: { projectId, taskId } }
  return useMutation({
    mutationFn: () =>
      answered(api.POST('/v1/projects/{projectId}/tasks/{taskId}/timer', { params, body: { takeOver: true } })),
    onSuccess: ({ timer }) => {
      queries.setQueryData(['timer'], timer)
      queries.invalidateQueries({ queryKey: ['time'] })
    },
  })
}

export function useStopTimer() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (timerId: string) =>
      answered(api.POST('/v1/timers/{timerId}/stop', { params: { path: { timerId } }, body: {} })),
    onSuccess: () => {
      queries.setQueryData(['timer'], null)
      queries.invalidateQueries({ queryKey: ['time'] })
    },
  })
}

/** Return how many seconds a timer has run; null while there is none. */
export function useElapsed(timer: Timer | null | undefined): number | null {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!timer) return
    setNow(Date.now())
    const ticking = setInterval(() => setNow(Date.now()), 15_000)
    return () => clearInterval(ticking)
  }, [timer])
  return timer ? Math.max(0, (Math.min(now, Date.parse(timer.countsUntil)) - Date.parse(timer.startedAt)) / 1000) : null
}
