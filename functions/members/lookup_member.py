"""Who in the tenant has an e-mail address."""

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.tenants.repository import MemberRepository
from shared.domain.tenants.schemas import EmailAddress, MemberView
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Request


class LookupMember(Request):
    """Whose place is looked for."""

    email: EmailAddress


@query("GET /v1/members/lookup", permission=Permission.MEMBERS_READ, errors=(NotFound,))
async def lookup_member(request: LookupMember, ctx: QueryContext) -> MemberView:
    """Find the member with an e-mail address."""
    members = MemberRepository(ctx.reads)
    return MemberView.of(found(await members.find_by_email(request.email), members.noun))
