"""Once a day a tenant that says how long it keeps candidates' data has what is older erased."""

from datetime import timedelta

from shared.domain.privacy.events import RetentionPageDue
from shared.domain.tenants.repository import TenantRepository
from shared.domain.upkeep.events import TenantUpkeepDue
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(TenantUpkeepDue)
async def begin_retention(event: TenantUpkeepDue, ctx: SubscriberContext) -> None:
    """Begin to erase what a tenant has kept long enough."""
    tenant = await TenantRepository(ctx.work).find(ctx.work.tenant_id)
    if tenant is not None and tenant.retention_days is not None:
        ctx.work.emit(RetentionPageDue(before=ctx.now - timedelta(days=tenant.retention_days)))
