"""The link travels by mail only: no response and no event holds it."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.events import EmailVerificationRequested
from shared.domain.accounts.links import AccountLinks, LinkKind
from shared.domain.accounts.mails import email_verification_mail
from shared.engines.mail_layout import message_id
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(EmailVerificationRequested, external=True)
async def send_email_verification(event: EmailVerificationRequested, ctx: ExternalContext) -> None:
    """Mail the link that confirms an e-mail address."""

    async def issue(work: UnitOfWork) -> str | None:
        return await AccountLinks(work, LinkKind.EMAIL_VERIFICATION, event.user_id).issue(ctx.event_id, event.email)

    token = await ctx.prepare(issue)
    if token is not None:
        url = f"{ctx.config.public_url}/verify-email?token={token}"
        identifier = message_id("send_email_verification", ctx.event_id)
        await ctx.outside.mailer.send(email_verification_mail(event.email, url=url, message_id=identifier))
