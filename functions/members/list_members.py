"""Who belongs to a tenant."""

from pydantic import AwareDatetime

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from shared.data.pagination import Page, PageRequest
from shared.data.store import Filter, Operator
from shared.domain.tenants.repository import MEMBER_LIST, MemberRepository
from shared.domain.tenants.schemas import MemberView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListMembers(ListRequest):
    """Which members; limited by their last sign-in, they are sorted by it, latest first unless said otherwise."""

    role: Role | None = None
    is_active: bool | None = None
    signed_in_since: AwareDatetime | None = None
    signed_in_before: AwareDatetime | None = None

    def bounds(self) -> list[Filter]:
        """Return the limits of the last sign-in; who never signed in is outside all of them."""
        limits = ((Operator.GREATER_OR_EQUAL, self.signed_in_since), (Operator.LESS, self.signed_in_before))
        return [Filter("lastSignInAt", operator, at) for operator, at in limits if at is not None]

    def page(self) -> PageRequest:
        """Return the page asked for."""
        asked = super().page()
        by_sign_in = asked.sort is None and self.bounds()
        return PageRequest(asked.limit, asked.cursor, ("-lastSignInAt",), asked.count) if by_sign_in else asked


@query("GET /v1/members", permission=Permission.MEMBERS_READ, lists=MEMBER_LIST, audited=True)
async def list_members(request: ListMembers, ctx: QueryContext) -> Page[MemberView]:
    """List members, newest first."""
    filters = {"role": request.role, "isActive": request.is_active}
    page = await MemberRepository(ctx.reads).page(MEMBER_LIST, request.page(), filters, request.bounds())
    return page.with_items([MemberView.of(member) for member in page.items])
