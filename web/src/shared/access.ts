import { useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from './api/client'
import { session } from './session'

export type Permission = Schemas['Permission']

/** Ask for what the signed-in member may do in the chosen tenant. */
export function useAccess() {
  const kind = session((state) => state.kind)
  const tenantId = session((state) => state.tenantId)
  return useQuery({
    queryKey: ['permissions', tenantId],
    queryFn: () => answered(api.GET('/v1/permissions')),
    enabled: kind === 'member',
  })
}

/** Return what tells whether the member holds a permission, on whatever conditions; none is held while it is asked. */
export function useMay(): (permission: Permission) => boolean {
  const { data } = useAccess()
  return (permission) => data?.permissions.some((grant) => grant.permission === permission) ?? false
}

/** Tell whether the signed-in person is of the platform's staff; undefined while it is asked. */
export function useStaff(): boolean | undefined {
  const kind = session((state) => state.kind)
  const { data } = useQuery({
    queryKey: ['verify'],
    queryFn: () => answered(api.GET('/v1/auth/verify')),
    enabled: kind === 'member',
  })
  return data?.isStaff
}
