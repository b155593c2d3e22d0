"""An owner hears by mail which webhook gets nothing more, and why."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.tenants.mails import mail_style
from shared.domain.tenants.repository import MemberRepository, TenantRepository
from shared.domain.webhooks.events import WebhookNoticeDue
from shared.domain.webhooks.mails import disabled_mail
from shared.domain.webhooks.repository import WebhookRepository
from shared.engines.mail_layout import message_id
from shared.ports.mail import Mail
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(WebhookNoticeDue, external=True)
async def send_webhook_notice(event: WebhookNoticeDue, ctx: ExternalContext) -> None:
    """Mail an owner that a webhook was disabled."""

    async def written(work: UnitOfWork) -> Mail | None:
        webhook = await WebhookRepository(work).find(event.webhook_id)
        owner = await MemberRepository(work).find(event.member_id)
        tenant = await TenantRepository(work).find(work.tenant_id)
        if webhook is None or tenant is None or owner is None or not owner.is_active:
            return None
        return disabled_mail(
            webhook,
            event.because,
            to=owner.email,
            url=f"{ctx.config.public_url}/webhooks/{webhook.id}",
            style=mail_style(tenant),
            message_id=message_id("send_webhook_notice", ctx.event_id),
        )

    mail = await ctx.prepare(written)
    if mail is not None:
        await ctx.outside.mailer.send(mail)
