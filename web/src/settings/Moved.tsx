import { Navigate, useLocation } from 'react-router'

/** Where a page lies that mails and notifications name without the settings around it. */
export function Moved() {
  const { pathname, search } = useLocation()
  return <Navigate to={`/settings${pathname}${search}`} replace />
}
