"""Who belongs to a tenant."""

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from shared.data.pagination import Page
from shared.domain.tenants.repository import MEMBER_LIST, MemberRepository
from shared.domain.tenants.schemas import MemberView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListMembers(ListRequest):
    """Which members."""

    role: Role | None = None
    is_active: bool | None = None


@query("GET /v1/members", permission=Permission.MEMBERS_READ, lists=MEMBER_LIST, audited=True)
async def list_members(request: ListMembers, ctx: QueryContext) -> Page[MemberView]:
    """List members, newest first."""
    filters = {"role": request.role, "isActive": request.is_active}
    page = await MemberRepository(ctx.reads).page(MEMBER_LIST, request.page(), filters)
    return page.with_items([MemberView.of(member) for member in page.items])
