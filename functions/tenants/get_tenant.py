"""A tenant as its members see it."""

from shared.auth.permissions import Permission
from shared.domain.tenants.repository import TenantRepository
from shared.domain.tenants.schemas import TenantView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetTenant(Request):
    """The tenant that the request is about."""

    tenant_id: Identifier


@query("GET /v1/tenants/{tenantId}", permission=Permission.TENANTS_READ, loads=Loads(TenantRepository, "tenant_id"))
async def get_tenant(request: GetTenant, ctx: QueryContext) -> TenantView:
    """Get one's tenant and its settings."""
    return TenantView.of(await TenantRepository(ctx.reads).get(request.tenant_id))
