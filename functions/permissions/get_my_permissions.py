"""What a screen asks to know which buttons to show; the functions themselves decide anew."""

from shared.auth.caller import Candidate, Member
from shared.auth.permissions import Permission
from shared.domain.tenants.access import AccessView
from shared.runtime.callers import grants_of
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Request


class GetMyPermissions(Request):
    """Nothing but who calls, and where."""


@query("GET /v1/permissions", permission=Permission.PERMISSIONS_READ)
async def get_my_permissions(request: GetMyPermissions, ctx: QueryContext) -> AccessView:
    """Get what one may do in the tenant: as a member, a candidate or an API key."""
    role = ctx.caller.role if isinstance(ctx.caller, Member | Candidate) else None
    return AccessView.of(role, grants_of(ctx.caller))
