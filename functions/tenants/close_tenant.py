"""A closing tenant admits nobody within 30 seconds; for 30 days its owner may restore it."""

from shared.auth.permissions import Permission
from shared.domain.tenants.events import TenantClosingChanged, TenantGraceEnded
from shared.domain.tenants.model import CLOSING_GRACE
from shared.domain.tenants.repository import TenantRepository
from shared.domain.tenants.schemas import TenantView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class CloseTenant(Request):
    """Which tenant."""

    tenant_id: Identifier


@command(
    "POST /v1/tenants/{tenantId}/close",
    permission=Permission.TENANTS_MANAGE,
    loads=Loads(TenantRepository, "tenant_id"),
    errors=(FailedPrecondition,),
)
async def close_tenant(request: CloseTenant, ctx: CommandContext) -> TenantView:
    """Close one's tenant, for good once the time to restore it is over."""
    tenants = TenantRepository(ctx.work)
    closes_at = ctx.now + CLOSING_GRACE
    closing = (await tenants.get(request.tenant_id)).closing(closes_at=closes_at)
    tenants.save(closing)
    ctx.work.emit(TenantGraceEnded(closes_at=closes_at), at=closes_at)
    ctx.work.emit(TenantClosingChanged(state=closing.state))
    return TenantView.of(closing)
