"""Whoever has an account in another system of the tenant's is invited to join; nobody joins without wanting to."""

from shared.domain.inbound.events import UserReported
from shared.domain.inbound.handling import data_of, due, end
from shared.domain.inbound.repository import InboundSourceRepository
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.domain.tenants.events import MemberInvited
from shared.domain.tenants.model import INVITATION_LIFETIME, MemberInvitation
from shared.domain.tenants.repository import MemberEmails, MemberInvitationRepository
from shared.domain.tenants.schemas import EmailAddress
from shared.errors import AlreadyExists
from shared.model import FrozenModel
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


class UserData(FrozenModel):
    """What a message says of a new user."""

    email: EmailAddress


@subscriber(UserReported)
async def invite_reported_user(event: UserReported, ctx: SubscriberContext) -> None:
    """Invite the person that a message is about, unless they are a member or invited already."""
    message = await due(ctx.work, event)
    if message is None:
        return
    source = await InboundSourceRepository(ctx.work).get(message.source_id)
    data, invitations = data_of(message, UserData), MemberInvitationRepository(ctx.work)
    if data is None:
        end(ctx.work, message, "invalid_data")
        return
    is_invited = any(each.is_open(at=ctx.now) for each in await invitations.to(data.email))
    try:
        await MemberEmails(ctx.work).require_free(data.email)
        if not is_invited:
            await Quotas(ctx.work).require(Quota.MEMBERS, promised=await invitations.count_open(ctx.now))
    except (AlreadyExists, QuotaExceeded) as error:
        end(ctx.work, message, error.code)
        return
    if not is_invited:
        invitation = MemberInvitation(
            id=ctx.new_id(),
            email=data.email,
            role=source.invites_as,
            invited_by=f"inboundSource:{source.id}",
            created_at=ctx.now,
            expires_at=ctx.now + INVITATION_LIFETIME,
        )
        invitations.add(invitation)
        ctx.work.emit(MemberInvited(invitation_id=invitation.id))
    end(ctx.work, message)
