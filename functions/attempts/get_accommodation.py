"""What one candidate is granted."""

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AccommodationRepository
from shared.domain.attempts.schemas import AccommodationView
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetAccommodation(Request):
    """Of which invitation."""

    invitation_id: Identifier


@query(
    "GET /v1/invitations/{invitationId}/accommodation",
    permission=Permission.ATTEMPTS_ACCOMMODATE,
    loads=Loads(AccommodationRepository, "invitation_id"),
    audited=True,
    errors=(NotFound,),
)
async def get_accommodation(request: GetAccommodation, ctx: QueryContext) -> AccommodationView:
    """Get what a candidate is granted."""
    return AccommodationView.of(await AccommodationRepository(ctx.reads).get(request.invitation_id))
