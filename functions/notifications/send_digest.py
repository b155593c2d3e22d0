"""A digest says what happened in the member's own language, in the tenant's colours."""

from dataclasses import replace
from datetime import timedelta

from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.settings import chosen_settings
from shared.domain.notifications.digests import DigestRepository
from shared.domain.notifications.events import DigestDue
from shared.domain.notifications.mails import digest_mail
from shared.domain.tenants.mails import mail_style
from shared.domain.tenants.repository import MemberRepository, TenantRepository
from shared.engines.mail_layout import message_id
from shared.ports.mail import Mail
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(DigestDue, external=True, give_up_after=timedelta(days=2))
async def send_digest(event: DigestDue, ctx: ExternalContext) -> None:
    """Mail a member their digest."""

    async def written(work: UnitOfWork) -> Mail | None:
        digest = await DigestRepository(work).find(event.digest_id)
        tenant = await TenantRepository(work).find(work.tenant_id)
        member = await MemberRepository(work).find(digest.member_id) if digest else None
        if digest is None or digest.sent_at or tenant is None or member is None or not member.is_active:
            return None
        settings = await chosen_settings(work, member.id)
        style = mail_style(tenant)
        return digest_mail(
            digest.occasions,
            root=ctx.config.public_url,
            to=member.email,
            style=replace(style, locale=settings.locale) if settings else style,
            message_id=message_id("send_digest", digest.id),
        )

    mail = await ctx.prepare(written)
    if mail is None:
        return
    await ctx.outside.mailer.send(mail)

    async def note(work: UnitOfWork) -> None:
        digests = DigestRepository(work)
        digest = await digests.find(event.digest_id)
        if digest is not None:
            digests.save(digest.with_(sent_at=ctx.now))

    await ctx.finish(note)
