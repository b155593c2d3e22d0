"""More time to begin; one that has expired admits again, unless the candidate has a newer one."""

from pydantic import AwareDatetime

from shared.auth.permissions import Permission
from shared.domain.invitations.events import InvitationExtended
from shared.domain.invitations.inviting import already_invited, expiry
from shared.domain.invitations.repository import CandidateRepository, InvitationRepository
from shared.domain.invitations.schemas import InvitationView
from shared.errors import AlreadyExists, FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ExtendInvitation(Request):
    """Which invitation, and when it is to end instead: from an hour to 90 days from now."""

    invitation_id: Identifier
    expires_at: AwareDatetime


@command(
    "POST /v1/invitations/{invitationId}/extend",
    permission=Permission.INVITATIONS_WRITE,
    loads=Loads(InvitationRepository, "invitation_id"),
    errors=(AlreadyExists, FailedPrecondition),
)
async def extend_invitation(request: ExtendInvitation, ctx: CommandContext) -> InvitationView:
    """Change when an invitation ends."""
    invitations, candidates = InvitationRepository(ctx.work), CandidateRepository(ctx.work)
    invitation = await invitations.get(request.invitation_id)
    extended = invitation.extended(expiry(request.expires_at, at=ctx.now))
    if not invitation.is_live(at=ctx.now):
        candidate = await candidates.get(invitation.candidate_id)
        newest = await invitations.get(candidate.invitations[invitation.assessment_id])
        if newest.id != invitation.id and newest.is_live(at=ctx.now):
            raise already_invited(newest)
        candidates.save(
            candidate.invited(
                invitation.assessment_id, invitation.id, name=candidate.name, at=candidate.last_invited_at
            )
        )
        if newest.id != invitation.id:
            invitations.hold(newest)
    invitations.save(extended)
    ctx.work.emit(InvitationExtended(invitation_id=extended.id))
    return InvitationView.of(extended)
