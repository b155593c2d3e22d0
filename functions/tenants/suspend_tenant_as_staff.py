"""Platform staff stop a tenant that does harm, without seeing what is in it; its audit log says so."""

from shared.domain.tenants.model import SuspendedBy, Suspension
from shared.domain.tenants.repository import TenantRepository
from shared.domain.tenants.schemas import SuspensionReason, SuspensionView
from shared.errors import FailedPrecondition, PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.requests import Identifier, Request


class SuspendTenantAsStaff(Request):
    """Which tenant, and why."""

    tenant_id: Identifier
    reason: SuspensionReason


@command(
    "POST /v1/platform/tenants/{tenantId}/suspend",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    errors=(FailedPrecondition, PermissionDenied),
)
async def suspend_tenant_as_staff(request: SuspendTenantAsStaff, ctx: CommandContext) -> SuspensionView:
    """Suspend any tenant; its owner can't resume it."""
    ctx.work.enter_tenant(request.tenant_id)
    tenants = TenantRepository(ctx.work)
    tenant = await tenants.get(request.tenant_id)
    suspended = tenant.suspended(Suspension(by=SuspendedBy.PLATFORM, reason=request.reason, at=ctx.now))
    tenants.save(suspended)
    return SuspensionView.of(suspended)
