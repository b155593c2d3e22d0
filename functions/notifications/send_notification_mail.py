"""One mail for one member and occasion, so that a mail server that fails midway repeats none of the others."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.notifications.digests import Occasion
from shared.domain.notifications.events import NotificationMailDue
from shared.domain.notifications.mails import notification_mail
from shared.domain.tenants.mails import mail_style
from shared.domain.tenants.repository import MemberRepository, TenantRepository
from shared.engines.mail_layout import message_id
from shared.ports.mail import Mail
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(NotificationMailDue, external=True)
async def send_notification_mail(event: NotificationMailDue, ctx: ExternalContext) -> None:
    """Mail a member what happened."""

    async def written(work: UnitOfWork) -> Mail | None:
        member = await MemberRepository(work).find(event.member_id)
        tenant = await TenantRepository(work).find(work.tenant_id)
        if tenant is None or member is None or not member.is_active:
            return None
        return notification_mail(
            Occasion(kind=event.kind, values=event.values, link=event.link),
            root=ctx.config.public_url,
            to=member.email,
            style=mail_style(tenant),
            message_id=message_id("send_notification_mail", ctx.event_id),
        )

    mail = await ctx.prepare(written)
    if mail is not None:
        await ctx.outside.mailer.send(mail)
