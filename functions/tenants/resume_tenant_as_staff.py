"""What the platform suspended the platform resumes."""

from shared.domain.tenants.model import SuspendedBy
from shared.domain.tenants.repository import TenantRepository
from shared.domain.tenants.schemas import SuspensionView
from shared.errors import FailedPrecondition, PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.requests import Identifier, Request


class ResumeTenantAsStaff(Request):
    """Which tenant."""

    tenant_id: Identifier


@command(
    "POST /v1/platform/tenants/{tenantId}/resume",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    errors=(FailedPrecondition, PermissionDenied),
)
async def resume_tenant_as_staff(request: ResumeTenantAsStaff, ctx: CommandContext) -> SuspensionView:
    """End the suspension of any tenant."""
    ctx.work.enter_tenant(request.tenant_id)
    tenants = TenantRepository(ctx.work)
    resumed = (await tenants.get(request.tenant_id)).resumed(SuspendedBy.PLATFORM)
    tenants.save(resumed)
    return SuspensionView.of(resumed)
