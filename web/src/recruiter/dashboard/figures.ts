import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../shared/access'
import { api, listed, type Schemas } from '../../shared/api/client'

const ONE = { limit: 1, count: true }
const PAGES = 5

/** Ask for what the overview counts; what a role may not read stays undefined. */
export function useFigures() {
  const may = useMay()
  const assessments = useQuery({
    queryKey: ['assessments', 'latest'],
    queryFn: () => listed(api.GET('/v1/assessments', { params: { query: { limit: 100, count: true } } })),
  })
  const active = useQuery({
    queryKey: ['assessments', 'active'],
    queryFn: () => listed(api.GET('/v1/assessments', { params: { query: { ...ONE, status: 'active' } } })),
  })
  const questions = useQuery({
    queryKey: ['questions', 'count'],
    queryFn: () => listed(api.GET('/v1/questions', { params: { query: { ...ONE, status: 'published' } } })),
  })
  const refused = useQuery({
    queryKey: ['questions', 'refused'],
    queryFn: () => listed(api.GET('/v1/questions', { params: { query: { limit: 5, status: 'refused' } } })),
  })
  const attempts = useQuery({ queryKey: ['attempts', 'latest'], queryFn: latest, enabled: may('attempts:read') })
  const running = useQuery({
    queryKey: ['attempts', 'open'],
    queryFn: () => listed(api.GET('/v1/attempts', { params: { query: { limit: 5, count: true, status: 'open' } } })),
    enabled: may('attempts:read'),
  })
  const unscored = useQuery({
    queryKey: ['attempts', 'submitted'],
    queryFn: () => listed(api.GET('/v1/attempts', { params: { query: { ...ONE, status: 'submitted' } } })),
    enabled: may('attempts:read'),
  })
  const pending = useQuery({
    queryKey: ['invitations', 'pending'],
    queryFn: () =>
      listed(
        api.GET('/v1/invitations', {
          params: { query: { limit: 100, count: true, status: 'pending', sort: 'createdAt' } },
        }),
      ),
    enabled: may('invitations:read'),
  })
  const gradings = useQuery({
    queryKey: ['gradings', 'assigned'],
    queryFn: () => listed(api.GET('/v1/gradings', { params: { query: { ...ONE, status: 'assigned' } } })),
    enabled: may('gradings:grade'),
  })
  return { assessments, active, questions, refused, attempts, running, unscored, pending, gradings }
}

/** Return the latest attempts, at most five hundred. */
async function latest(): Promise<Schemas['AttemptView'][]> {
  const attempts: Schemas['AttemptView'][] = []
  let cursor: string | undefined
  for (let page = 0; page < PAGES; page++) {
    const query = { limit: 100, ...(cursor ? { cursor } : {}) }
    const { items, next } = await listed(api.GET('/v1/attempts', { params: { query } }))
    attempts.push(...items)
    cursor = next
    if (!cursor) break
  }
  return attempts
}
