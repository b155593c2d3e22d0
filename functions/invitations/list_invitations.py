"""Who was invited, and how far they have come."""

from pydantic import AwareDatetime

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.data.store import Filter, Operator
from shared.domain.invitations.model import InvitationStatus
from shared.domain.invitations.repository import INVITATION_LIST, InvitationRepository
from shared.domain.invitations.schemas import InvitationView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListInvitations(ListRequest):
    """Which invitations; those made from `since` on, before `until`."""

    assessment_id: Identifier | None = None
    status: InvitationStatus | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


@query("GET /v1/invitations", permission=Permission.INVITATIONS_READ, lists=INVITATION_LIST, audited=True)
async def list_invitations(request: ListInvitations, ctx: QueryContext) -> Page[InvitationView]:
    """List candidates' invitations, newest first."""
    equals = {"assessmentId": request.assessment_id, "status": request.status}
    bounds = ((Operator.GREATER_OR_EQUAL, request.since), (Operator.LESS, request.until))
    ranges = [Filter("createdAt", operator, bound) for operator, bound in bounds if bound is not None]
    page = await InvitationRepository(ctx.reads).page(INVITATION_LIST, request.page(), equals, ranges)
    return page.with_items([InvitationView.of(invitation) for invitation in page.items])
