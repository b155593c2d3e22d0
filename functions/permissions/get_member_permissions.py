"""What a member may do."""

from shared.auth.permissions import Permission
from shared.auth.roles import ROLES
from shared.domain.tenants.access import AccessView
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetMemberPermissions(Request):
    """Which member."""

    member_id: Identifier


@query(
    "GET /v1/members/{memberId}/permissions",
    permission=Permission.PERMISSIONS_READ,
    loads=Loads(MemberRepository, "member_id"),
)
async def get_member_permissions(request: GetMemberPermissions, ctx: QueryContext) -> AccessView:
    """Get what a member may do in the tenant."""
    member = await MemberRepository(ctx.reads).get(request.member_id)
    return AccessView.of(member.role, ROLES[member.role] if member.is_active else {})
