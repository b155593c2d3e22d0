"""What an owner suspended an owner resumes; what the platform suspended the platform."""

from shared.auth.permissions import Permission
from shared.domain.tenants.model import SuspendedBy
from shared.domain.tenants.repository import TenantRepository
from shared.domain.tenants.schemas import TenantView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ResumeTenant(Request):
    """Which tenant."""

    tenant_id: Identifier


@command(
    "POST /v1/tenants/{tenantId}/resume",
    permission=Permission.TENANTS_MANAGE,
    loads=Loads(TenantRepository, "tenant_id"),
    errors=(FailedPrecondition,),
)
async def resume_tenant(request: ResumeTenant, ctx: CommandContext) -> TenantView:
    """End the suspension of one's tenant."""
    tenants = TenantRepository(ctx.work)
    resumed = (await tenants.get(request.tenant_id)).resumed(SuspendedBy.OWNER)
    tenants.save(resumed)
    return TenantView.of(resumed)
