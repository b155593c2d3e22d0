"""Which tenants the service works for most, over the last hour: whom to look at when it is slow or fails."""

from shared.domain.alerts.levels import CURRENT, LevelsRepository
from shared.domain.alerts.schemas import TopTenants
from shared.errors import PermissionDenied
from shared.runtime.contexts import StaffContext
from shared.runtime.declare import Access, query
from shared.runtime.requests import Request


class ListTopTenants(Request):
    """Nothing to say."""


@query(
    "GET /v1/platform/service-levels/tenants",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    errors=(PermissionDenied,),
)
async def list_top_tenants(request: ListTopTenants, ctx: StaffContext) -> TopTenants:
    """List the ten tenants that caused most in the last hour, minute by minute, and all others together."""
    return TopTenants.of(await LevelsRepository(ctx.reads).find(CURRENT))
