"""The link travels by mail only: no response and no event holds it."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.events import PasswordResetRequested
from shared.domain.accounts.links import AccountLinks, LinkKind
from shared.domain.accounts.mails import password_reset_mail
from shared.engines.mail_layout import message_id
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(PasswordResetRequested, external=True)
async def send_password_reset(event: PasswordResetRequested, ctx: ExternalContext) -> None:
    """Mail the link that sets a new password, where there is an account."""
    user_id = await ctx.outside.identity.find_account(event.email)
    if user_id is None:
        return

    async def issue(work: UnitOfWork) -> str | None:
        return await AccountLinks(work, LinkKind.PASSWORD_RESET, user_id).issue(ctx.event_id, event.email)

    token = await ctx.prepare(issue)
    if token is not None:
        url = f"{ctx.config.public_url}/reset-password?token={token}"
        mail = password_reset_mail(event.email, url=url, message_id=message_id("send_password_reset", ctx.event_id))
        await ctx.outside.mailer.send(mail)
