"""Closed for good: nobody is admitted any more, and the subdomain is given up."""

from shared.domain.tenants.events import TenantClosingChanged, TenantGraceEnded
from shared.domain.tenants.repository import TenantRepository
from shared.domain.tenants.subdomains import Subdomains
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(TenantGraceEnded)
async def conclude_tenant_closing(event: TenantGraceEnded, ctx: SubscriberContext) -> None:
    """Close a tenant whose time to be restored is over; one that was restored stays as it is."""
    tenants = TenantRepository(ctx.work)
    tenant = await tenants.find(ctx.work.tenant_id)
    closed = tenant.closed(at=ctx.now) if tenant else None
    if closed is not None:
        tenants.save(closed)
        await Subdomains(ctx.work).retire(closed.subdomain, closed.id)
        ctx.work.emit(TenantClosingChanged(state=closed.state))
