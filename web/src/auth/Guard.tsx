import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useLocation } from 'react-router'
import { type Permission, useAccess } from '../shared/access'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { NotFound } from '../shared/layout/NotFound'
import { session } from '../shared/session'
import { restoreMember } from './members'

/** Show what lies under it to members who hold the permission; the functions decide anew. */
export function Guard({ permission }: { permission: Permission }) {
  const here = useLocation()
  const kind = session((state) => state.kind)
  const restored = useQuery({ queryKey: ['restored'], queryFn: restoreMember, enabled: kind === null, gcTime: 0 })
  const access = useAccess()
  if (kind === null && restored.data === false) {
    return <Navigate to="/sign-in" replace state={{ from: here.pathname + here.search }} />
  }
  const problem = restored.error ?? access.error
  if (problem) return <Failure problem={problem} again={() => (kind ? access.refetch() : restored.refetch())} />
  if (!access.data) return <Loading />
  return access.data.permissions.some((grant) => grant.permission === permission) ? <Outlet /> : <NotFound />
}
