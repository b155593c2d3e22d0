"""The code follows from the challenge: no event and no document holds it."""

from shared.auth.links import mailed_code
from shared.data.unit_of_work import UnitOfWork
from shared.domain.invitations.events import CodeRequested
from shared.domain.invitations.mails import code_mail
from shared.domain.invitations.model import CODE_KIND
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.tenants.mails import mail_style
from shared.domain.tenants.repository import TenantRepository
from shared.engines.mail_layout import message_id
from shared.ports.mail import Mail
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(CodeRequested, external=True)
async def send_redemption_code(event: CodeRequested, ctx: ExternalContext) -> None:
    """Mail a candidate the code that confirms another device."""

    async def written(work: UnitOfWork) -> Mail | None:
        invitation = await InvitationRepository(work).find(event.invitation_id)
        tenant = await TenantRepository(work).find(work.tenant_id)
        challenge = invitation.challenge if invitation else None
        if invitation is None or tenant is None or challenge is None or challenge.id != event.challenge_id:
            return None
        if ctx.now >= challenge.expires_at:
            return None
        return code_mail(
            invitation,
            code=mailed_code(CODE_KIND, work.tenant_id, challenge.id),
            style=mail_style(tenant),
            message_id=message_id("send_redemption_code", ctx.event_id),
        )

    mail = await ctx.prepare(written)
    if mail is not None:
        await ctx.outside.mailer.send(mail)
