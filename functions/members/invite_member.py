"""An invitation is made at once; its mail follows by event."""

from shared.auth.permissions import Permission
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.domain.tenants.events import MemberInvited
from shared.domain.tenants.model import INVITATION_LIFETIME, MemberInvitation
from shared.domain.tenants.repository import MemberEmails, MemberInvitationRepository
from shared.domain.tenants.schemas import EmailAddress, GivenRole, MemberInvitationView
from shared.errors import AlreadyExists
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class InviteMember(Request):
    """Whom to invite, and as what."""

    email: EmailAddress
    role: GivenRole


@command(
    "POST /v1/members/invitations",
    permission=Permission.MEMBERS_MANAGE,
    idempotent=True,
    errors=(AlreadyExists, QuotaExceeded),
    status=201,
)
async def invite_member(request: InviteMember, ctx: CommandContext) -> MemberInvitationView:
    """Invite somebody to join the tenant."""
    await MemberEmails(ctx.work).require_free(request.email)
    promised = await MemberInvitationRepository(ctx.work).count_open(ctx.now)
    await Quotas(ctx.work).require(Quota.MEMBERS, promised=promised)
    invitation = MemberInvitation(
        id=ctx.new_id(),
        email=request.email,
        role=request.role,
        invited_by=ctx.author,
        created_at=ctx.now,
        expires_at=ctx.now + INVITATION_LIFETIME,
    )
    MemberInvitationRepository(ctx.work).add(invitation)
    ctx.work.emit(MemberInvited(invitation_id=invitation.id))
    ctx.work.about(invitationId=invitation.id)
    return MemberInvitationView.of(invitation)
