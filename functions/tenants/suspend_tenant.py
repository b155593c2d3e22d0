"""A suspended tenant is read-only within 30 seconds, but for the attempts that candidates have begun."""

from shared.auth.permissions import Permission
from shared.domain.tenants.model import SuspendedBy, Suspension
from shared.domain.tenants.repository import TenantRepository
from shared.domain.tenants.schemas import SuspensionReason, TenantView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class SuspendTenant(Request):
    """Why, for whoever reads it later."""

    tenant_id: Identifier
    reason: SuspensionReason


@command(
    "POST /v1/tenants/{tenantId}/suspend",
    permission=Permission.TENANTS_MANAGE,
    loads=Loads(TenantRepository, "tenant_id"),
    errors=(FailedPrecondition,),
)
async def suspend_tenant(request: SuspendTenant, ctx: CommandContext) -> TenantView:
    """Suspend one's tenant."""
    tenants = TenantRepository(ctx.work)
    tenant = await tenants.get(request.tenant_id)
    suspended = tenant.suspended(Suspension(by=SuspendedBy.OWNER, reason=request.reason, at=ctx.now))
    tenants.save(suspended)
    return TenantView.of(suspended)
