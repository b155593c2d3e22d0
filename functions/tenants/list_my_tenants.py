"""Where somebody is a member, and as what."""

from shared.auth.caller import User
from shared.domain.tenants.memberships import memberships_of
from shared.domain.tenants.schemas import MembershipView
from shared.errors import PermissionDenied
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Access, query
from shared.runtime.requests import Request


class ListMyTenants(Request):
    """Nothing but who calls."""


class MyTenants(FrozenModel):
    """Each tenant, and the caller's place in it."""

    tenants: tuple[MembershipView, ...]


@query("GET /v1/tenants", access=Access.SIGNED_IN, tenantless=True, errors=(PermissionDenied,))
async def list_my_tenants(request: ListMyTenants, ctx: QueryContext) -> MyTenants:
    """List the tenants one is a member of, all at once; closed ones are left out."""
    if not isinstance(ctx.caller, User):
        raise PermissionDenied("a candidate is a member of no tenant")
    return MyTenants(tenants=await memberships_of(ctx.reads, ctx.caller.user_id))
