"""The link travels by mail only: no response and no event holds it."""

from shared.auth.links import link_token
from shared.data.unit_of_work import UnitOfWork
from shared.domain.invitations.events import CandidateInvited
from shared.domain.invitations.mails import LinkMail
from shared.domain.invitations.model import LINK_KIND
from shared.domain.invitations.repository import CandidateMailRepository, InvitationRepository
from shared.domain.invitations.wordings import MailKind
from shared.domain.tenants.mails import mail_style
from shared.domain.tenants.repository import TenantRepository
from shared.engines.mail_layout import message_id
from shared.ports.mail import Mail
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(CandidateInvited, external=True)
async def send_candidate_invitation(event: CandidateInvited, ctx: ExternalContext) -> None:
    """Mail an invited candidate their link."""

    async def written(work: UnitOfWork) -> Mail | None:
        invitation = await InvitationRepository(work).find(event.invitation_id)
        tenant = await TenantRepository(work).find(work.tenant_id)
        if invitation is None or tenant is None or not invitation.awaits_mail:
            return None
        token = link_token(LINK_KIND, work.tenant_id, invitation.id)
        link_mail = LinkMail(
            kind=MailKind.INVITATION,
            url=f"{ctx.config.public_url}/take?token={token}",
            style=mail_style(tenant),
            wording=await CandidateMailRepository(work).wording(MailKind.INVITATION),
            zone=tenant.time_zone,
        )
        return link_mail.to(invitation, message_id=message_id("send_candidate_invitation", ctx.event_id), at=ctx.now)

    mail = await ctx.prepare(written)
    if mail is not None:
        await ctx.outside.mailer.send(mail)
