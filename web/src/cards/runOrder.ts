import type { Schemas } from '../shared/api/client'

export type Target = Schemas['ProviderSettings']

/** What somebody fills in to have a card run: figures as they are typed. */
export interface Order {
  version: string
  caseSetId: string
  providers: Target[]
  judge: Target | null
  repeats: string
  dollars: string
  useCache: boolean
  passShare: string
  regressions: string
}

/** Return an order for a version of a card, of a model and without limits. */
export function orderOf(version: string, provider: Target | null | undefined): Order {
  return {
    version,
    caseSetId: '',
    providers: [provider ?? { provider: 'echo', model: '' }],
    judge: null,
    repeats: '1',
    dollars: '',
    useCache: true,
    passShare: '',
    regressions: '',
  }
}

/** Return how many cents somebody wrote as dollars; null for none. */
export function centsOf(dollars: string): number | null {
  return dollars.trim() ? Math.round(Number(dollars) * 100) : null
}

/** Tell whether a sum of dollars is none, or can't be spent. */
export function isNoSum(dollars: string): boolean {
  return dollars.trim() !== '' && !(Number(dollars) > 0)
}

/** Tell whether a share of passed results is no percentage. */
export function isNoShare(share: string): boolean {
  return share.trim() !== '' && !(Number(share) >= 0 && Number(share) <= 100)
}

/** Tell whether a count is none. */
export function isNoCount(count: string): boolean {
  return count.trim() !== '' && !(Number.isInteger(Number(count)) && Number(count) >= 0)
}

/** Tell whether something in an order can't be sent. */
export function isWrong({ providers, judge, dollars, passShare, regressions }: Order): boolean {
  const unnamed = [...providers, ...(judge ? [judge] : [])].some(({ provider }) => !provider)
  return unnamed || isNoSum(dollars) || isNoShare(passShare) || isNoCount(regressions)
}

/** Return what is sent for an order. */
export function bodyOf(order: Order) {
  const failUnder = order.passShare.trim() ? Number(order.passShare) / 100 : null
  const maxRegressions = order.regressions.trim() ? Number(order.regressions) : null
  return {
    cardVersion: order.version,
    caseSetId: order.caseSetId,
    providers: order.providers,
    judge: order.judge,
    repeats: Number(order.repeats),
    useCache: order.useCache,
    budgetCents: centsOf(order.dollars),
    gate: failUnder === null && maxRegressions === null ? null : { failUnder, maxRegressions },
  }
}
