import { session } from '../shared/session'

const STORED = 'ella-tenant'

/** Go on in another of one's organisations, and come back to it next time. */
export function chooseTenant(tenantId: string): void {
  localStorage.setItem(STORED, tenantId)
  session.setState({ tenantId })
}

/** Return the organisation that was chosen last, if it is still one's own, else the first. */
export function lastTenant(tenants: { id: string }[]): string {
  const stored = localStorage.getItem(STORED)
  return (tenants.find(({ id }) => id === stored) ?? tenants[0])?.id ?? ''
}
