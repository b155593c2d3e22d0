"""Whoever invited a candidate learns how it went."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.events import AttemptScored
from shared.domain.attempts.mails import scored_mail
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.preferences import MailDelivery, NotificationPreferencesRepository
from shared.domain.tenants.mails import mail_style
from shared.domain.tenants.repository import MemberRepository, TenantRepository
from shared.engines.mail_layout import message_id
from shared.ports.mail import Mail
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(AttemptScored, external=True)
async def notify_attempt_scored(event: AttemptScored, ctx: ExternalContext) -> None:
    """Mail the points to the member who invited the candidate."""

    async def written(work: UnitOfWork) -> Mail | None:
        attempts, results = AttemptRepository(work), AttemptResultRepository(work)
        invitations = InvitationRepository(work)
        await work.get_many([repository.path(event.attempt_id) for repository in (attempts, results, invitations)])
        attempt, result = await attempts.find(event.attempt_id), await results.find(event.attempt_id)
        invitation = await invitations.find(event.attempt_id)
        tenant = await TenantRepository(work).find(work.tenant_id)
        if attempt is None or result is None or invitation is None or tenant is None:
            return None
        member = await MemberRepository(work).find(invitation.invited_by)
        if member is None or not member.is_active:
            return None
        preferences = await NotificationPreferencesRepository(work).of(member.id)
        if preferences.of(NotificationKind.ATTEMPT_SCORED).mail is not MailDelivery.AT_ONCE:
            return None
        return scored_mail(
            attempt,
            result,
            to=member.email,
            url=f"{ctx.config.public_url}/attempts/{attempt.id}",
            style=mail_style(tenant),
            message_id=message_id("notify_attempt_scored", ctx.event_id),
        )

    mail = await ctx.prepare(written)
    if mail is not None:
        await ctx.outside.mailer.send(mail)
