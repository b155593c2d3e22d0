import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useLocation } from 'react-router'
import { restoreMember } from '../auth/members'
import { useStaff } from '../shared/access'
import { Loading } from '../shared/layout/Loading'
import { NotFound } from '../shared/layout/NotFound'
import { session } from '../shared/session'

/** Show what lies under it to the platform's staff, whether or not they belong to an organisation. */
export function StaffGuard() {
  const here = useLocation()
  const kind = session((state) => state.kind)
  const restored = useQuery({ queryKey: ['restored'], queryFn: restoreMember, enabled: kind === null, gcTime: 0 })
  const isStaff = useStaff()
  if (kind === null && restored.data === false) {
    return <Navigate to="/sign-in" replace state={{ from: here.pathname }} />
  }
  if (isStaff === undefined) return <Loading />
  return isStaff ? <Outlet /> : <NotFound />
}
