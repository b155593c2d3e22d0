import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../shared/access'
import { useAct } from '../../shared/acts'
import { answered, api, type Schemas } from '../../shared/api/client'

const AGAIN = 2_000

export type PaidPlan = 'team' | 'business'

/** Tell whether a plan is one that is paid for. */
export function isPaid(plan: Schemas['PlanName']): plan is PaidPlan {
  return plan === 'team' || plan === 'business'
}

/** How the subscription stands, for those who manage it; asked for again while what was bought has yet to come. */
export function useBilling(awaits: boolean) {
  const may = useMay()
  return useQuery({
    queryKey: ['billing'],
    queryFn: () => answered(api.GET('/v1/billing')),
    enabled: may('billing:manage'),
    refetchInterval: ({ state }) => (awaits && !state.data?.subscribed ? AGAIN : false),
  })
}

/** What can be done about the subscription; buying and the portal are pages at Stripe. */
export function useSubscribing() {
  const checkout = useAct(async (plan: PaidPlan) => {
    const { url } = await answered(api.POST('/v1/billing/checkout', { body: { plan } }))
    window.location.assign(url)
  })
  const portal = useAct(async () => {
    const { url } = await answered(api.POST('/v1/billing/portal'))
    window.location.assign(url)
  })
  const changed = ['billing', 'usage'] as const
  const change = useAct((plan: PaidPlan) => answered(api.PUT('/v1/billing/plan', { body: { plan } })), ...changed)
  const cancel = useAct(() => answered(api.POST('/v1/billing/cancel')), ...changed)
  return { checkout, portal, change, cancel }
}
