"""A candidate is granted more time before they start; who has started already is extended."""

from shared.auth.permissions import Permission
from shared.domain.attempts.accommodations import Accommodation, BreakCount, BreakMinutes
from shared.domain.attempts.repository import AccommodationRepository
from shared.domain.attempts.schemas import AccommodationView
from shared.domain.attempts.timing import Multiplier
from shared.domain.invitations.model import InvitationStatus
from shared.domain.invitations.repository import InvitationRepository
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class SetAccommodation(Request):
    """How many times the usual time, and how many breaks of how many minutes."""

    invitation_id: Identifier
    time_multiplier: Multiplier
    breaks: BreakCount = 0
    break_minutes: BreakMinutes = 0


def _accommodation_path(request: SetAccommodation) -> list[str]:
    return [AccommodationRepository.path(request.invitation_id)]


@command(
    "PUT /v1/invitations/{invitationId}/accommodation",
    permission=Permission.ATTEMPTS_ACCOMMODATE,
    loads=Loads(InvitationRepository, "invitation_id", beside=_accommodation_path),
    errors=(FailedPrecondition,),
)
async def set_accommodation(request: SetAccommodation, ctx: CommandContext) -> AccommodationView:
    """Set what one candidate is granted; it holds from the start of their attempt."""
    if (request.breaks > 0) != (request.break_minutes > 0):
        problem = FieldProblem("/breakMinutes", "breaks_without_minutes", "give both, or neither")
        raise InvalidInput("breaks need a number and minutes", fields=[problem])
    invitations, accommodations = InvitationRepository(ctx.work), AccommodationRepository(ctx.work)
    invitation = await invitations.get(request.invitation_id)
    if invitation.status in (InvitationStatus.STARTED, InvitationStatus.ENDED):
        raise FailedPrecondition("the attempt has started; extend it instead", code="attempt_started")
    # Written, not only held: a start at the same moment found nothing granted, and must read again.
    invitations.save(invitation)
    granted = Accommodation(
        id=invitation.id,
        time_multiplier=request.time_multiplier,
        breaks=request.breaks,
        break_minutes=request.break_minutes,
        granted_by=ctx.author,
        granted_at=ctx.now,
    )
    await accommodations.put(granted)
    return AccommodationView.of(granted)
