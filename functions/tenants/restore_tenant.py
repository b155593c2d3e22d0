"""A closing tenant comes back as it was."""

from shared.auth.permissions import Permission
from shared.domain.tenants.events import TenantClosingChanged
from shared.domain.tenants.repository import TenantRepository
from shared.domain.tenants.schemas import TenantView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RestoreTenant(Request):
    """Which tenant."""

    tenant_id: Identifier


@command(
    "POST /v1/tenants/{tenantId}/restore",
    permission=Permission.TENANTS_MANAGE,
    loads=Loads(TenantRepository, "tenant_id"),
    errors=(FailedPrecondition,),
)
async def restore_tenant(request: RestoreTenant, ctx: CommandContext) -> TenantView:
    """Undo the closing of one's tenant, while there is time."""
    tenants = TenantRepository(ctx.work)
    restored = (await tenants.get(request.tenant_id)).restored(at=ctx.now)
    tenants.save(restored)
    ctx.work.emit(TenantClosingChanged(state=restored.state))
    return TenantView.of(restored)
