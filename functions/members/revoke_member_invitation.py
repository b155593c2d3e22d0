"""A revoked invitation's link admits nobody, from the next request on."""

from shared.auth.permissions import Permission
from shared.domain.tenants.repository import MemberInvitationRepository
from shared.domain.tenants.schemas import MemberInvitationView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RevokeMemberInvitation(Request):
    """Which invitation."""

    invitation_id: Identifier


@command(
    "POST /v1/members/invitations/{invitationId}/revoke",
    permission=Permission.MEMBERS_MANAGE,
    loads=Loads(MemberInvitationRepository, "invitation_id"),
    errors=(FailedPrecondition,),
)
async def revoke_member_invitation(request: RevokeMemberInvitation, ctx: CommandContext) -> MemberInvitationView:
    """Revoke an invitation to join; one that was revoked stays so."""
    invitations = MemberInvitationRepository(ctx.work)
    invitation = await invitations.get(request.invitation_id)
    revoked = invitation.revoked()
    if revoked is not invitation:
        invitations.save(revoked)
    return MemberInvitationView.of(revoked)
