"""A cancelled invitation admits nobody; whoever is at work already goes on."""

from shared.auth.permissions import Permission
from shared.domain.analytics.repository import ContributionRepository
from shared.domain.analytics.rollups import Part, count
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.invitations.schemas import InvitationView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class CancelInvitation(Request):
    """Which invitation."""

    invitation_id: Identifier


def _contribution_path(request: CancelInvitation) -> list[str]:
    return [ContributionRepository.path(request.invitation_id)]


@command(
    "POST /v1/invitations/{invitationId}/cancel",
    permission=Permission.INVITATIONS_WRITE,
    loads=Loads(InvitationRepository, "invitation_id", beside=_contribution_path),
    errors=(FailedPrecondition,),
)
async def cancel_invitation(request: CancelInvitation, ctx: CommandContext) -> InvitationView:
    """Cancel an invitation that nobody has begun to work on; doing so twice is fine."""
    invitations = InvitationRepository(ctx.work)
    invitation = await invitations.get(request.invitation_id)
    cancelled = invitation.cancelled()
    if cancelled != invitation:
        invitations.save(cancelled)
        await count(ctx.work, cancelled.id, cancelled.assessment_id, Part.INVITATION, {})
    return InvitationView.of(cancelled)
