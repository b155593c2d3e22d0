import { api, listed } from '../../shared/api/client'
import { usePages } from '../../shared/pages'

/** Every source there is: an organisation has twenty at most. */
export function useSources() {
  return usePages(['inbound-sources'], (cursor) =>
    listed(api.GET('/v1/inbound-sources', { params: { query: { limit: 50, cursor } } })),
  )
}
