import { useQuery } from '@tanstack/react-query'
import { useMay } from '../shared/access'
import { api, listed } from '../shared/api/client'

/** Return the members who may mark answers. */
export function useGraders() {
  const may = useMay()
  const members = useQuery({
    queryKey: ['members', 'active'],
    queryFn: () => listed(api.GET('/v1/members', { params: { query: { limit: 100, isActive: true } } })),
    enabled: may('members:read'),
  })
  return members.data?.items.filter(({ role }) => role !== 'viewer') ?? []
}
