"""Who was invited, and how far they have come."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.invitations.model import InvitationStatus
from shared.domain.invitations.repository import INVITATION_LIST, InvitationRepository
from shared.domain.invitations.schemas import InvitationView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListInvitations(ListRequest):
    """Which invitations."""

    assessment_id: Identifier | None = None
    status: InvitationStatus | None = None


@query("GET /v1/invitations", permission=Permission.INVITATIONS_READ, lists=INVITATION_LIST, audited=True)
async def list_invitations(request: ListInvitations, ctx: QueryContext) -> Page[InvitationView]:
    """List candidates' invitations, newest first."""
    equals = {"assessmentId": request.assessment_id, "status": request.status}
    page = await InvitationRepository(ctx.reads).page(INVITATION_LIST, request.page(), equals)
    return page.with_items([InvitationView.of(invitation) for invitation in page.items])
