"""What each role of a member may do: the same in every tenant, and no secret."""

from shared.auth.roles import ROLES, Role
from shared.domain.tenants.access import AccessView, RoleList
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import REFERENCE, Access, query
from shared.runtime.requests import Request

MEMBERS = tuple(role for role in Role if role not in (Role.CANDIDATE, Role.FORMER_CANDIDATE))


class ListRoles(Request):
    """Nothing to say."""


@query("GET /v1/roles", access=Access.ANONYMOUS, tenantless=True, kept_for=REFERENCE)
async def list_roles(request: ListRoles, ctx: QueryContext) -> RoleList:
    """List the roles that members have and what each may do, the mightiest first."""
    return RoleList(roles=tuple(AccessView.of(role, ROLES[role]) for role in MEMBERS))
