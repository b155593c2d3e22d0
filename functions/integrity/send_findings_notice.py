"""A candidate hears once that something was found which they can answer; what it is stands behind their link."""

from shared.auth.links import link_token
from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.integrity.events import FindingsOpened
from shared.domain.integrity.mails import findings_mail
from shared.domain.invitations.model import ERASED_EMAIL, LINK_KIND
from shared.domain.tenants.mails import mail_style
from shared.domain.tenants.repository import TenantRepository
from shared.engines.mail_layout import message_id
from shared.ports.mail import Mail
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(FindingsOpened, external=True)
async def send_findings_notice(event: FindingsOpened, ctx: ExternalContext) -> None:
    """Mail a candidate that there is something to answer."""

    async def written(work: UnitOfWork) -> Mail | None:
        attempt = await AttemptRepository(work).find(event.attempt_id)
        tenant = await TenantRepository(work).find(work.tenant_id)
        if attempt is None or tenant is None or attempt.candidate_email == ERASED_EMAIL:
            return None
        return findings_mail(
            name=attempt.candidate_name,
            to=attempt.candidate_email,
            assessment=attempt.title,
            url=f"{ctx.config.public_url}/take?token={link_token(LINK_KIND, work.tenant_id, attempt.invitation_id)}",
            style=mail_style(tenant),
            message_id=message_id("send_findings_notice", ctx.event_id),
        )

    mail = await ctx.prepare(written)
    if mail is not None:
        await ctx.outside.mailer.send(mail)
