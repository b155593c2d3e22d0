"""Who was invited to join, and how that came out."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.tenants.model import MemberInvitationStatus
from shared.domain.tenants.repository import MEMBER_INVITATION_LIST, MemberInvitationRepository
from shared.domain.tenants.schemas import EmailAddress, MemberInvitationView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListMemberInvitations(ListRequest):
    """Which invitations; a pending one may have expired."""

    status: MemberInvitationStatus | None = None
    email: EmailAddress | None = None


@query("GET /v1/members/invitations", permission=Permission.MEMBERS_MANAGE, lists=MEMBER_INVITATION_LIST)
async def list_member_invitations(request: ListMemberInvitations, ctx: QueryContext) -> Page[MemberInvitationView]:
    """List invitations to join, newest first."""
    filters = {"status": request.status, "email": request.email}
    page = await MemberInvitationRepository(ctx.reads).page(MEMBER_INVITATION_LIST, request.page(), filters)
    return page.with_items([MemberInvitationView.of(invitation) for invitation in page.items])
