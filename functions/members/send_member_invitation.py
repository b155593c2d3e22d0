"""The link travels by mail only: no response and no event holds it."""

from shared.auth.links import link_token
from shared.data.unit_of_work import UnitOfWork
from shared.domain.tenants.events import MemberInvited
from shared.domain.tenants.mails import mail_style, member_invitation_mail
from shared.domain.tenants.model import LINK_KIND, MemberInvitationStatus
from shared.domain.tenants.repository import MemberInvitationRepository, TenantRepository
from shared.engines.mail_layout import message_id
from shared.ports.mail import Mail
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(MemberInvited, external=True)
async def send_member_invitation(event: MemberInvited, ctx: ExternalContext) -> None:
    """Mail an invited member their link."""

    async def written(work: UnitOfWork) -> Mail | None:
        invitation = await MemberInvitationRepository(work).find(event.invitation_id)
        tenant = await TenantRepository(work).find(work.tenant_id)
        if invitation is None or tenant is None or invitation.status is not MemberInvitationStatus.PENDING:
            return None
        token = link_token(LINK_KIND, work.tenant_id, invitation.id)
        return member_invitation_mail(
            invitation,
            url=f"{ctx.config.public_url}/join?token={token}",
            style=mail_style(tenant),
            message_id=message_id("send_member_invitation", ctx.event_id),
        )

    mail = await ctx.prepare(written)
    if mail is not None:
        await ctx.outside.mailer.send(mail)
