"""The mail goes out once more; its link is the same, so that an older mail is as good."""

from shared.auth.permissions import Permission
from shared.domain.invitations.events import CandidateInvited
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.invitations.schemas import InvitationView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ResendInvitation(Request):
    """Which invitation."""

    invitation_id: Identifier


@command(
    "POST /v1/invitations/{invitationId}/resend",
    permission=Permission.INVITATIONS_WRITE,
    loads=Loads(InvitationRepository, "invitation_id"),
    idempotent=True,
    errors=(FailedPrecondition,),
)
async def resend_invitation(request: ResendInvitation, ctx: CommandContext) -> InvitationView:
    """Mail a candidate their link again: at most five times, ten minutes after the last mail at the earliest."""
    invitations = InvitationRepository(ctx.work)
    resent = (await invitations.get(request.invitation_id)).resent(at=ctx.now)
    invitations.save(resent)
    ctx.work.emit(CandidateInvited(invitation_id=resent.id))
    return InvitationView.of(resent)
