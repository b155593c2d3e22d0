"""Whoever decides about the plan hears why others are refused, before these have to ask."""

from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.plans.events import QuotaUsedUp
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(QuotaUsedUp)
async def announce_quota_used_up(event: QuotaUsedUp, ctx: SubscriberContext) -> None:
    """Tell owners and admins that nothing of a quota is left."""
    administrators = await MemberRepository(ctx.work).administrators()
    await tell_and_mail(
        ctx.work,
        [each.id for each in administrators],
        NotificationKind.QUOTA_USED_UP,
        link="/usage",
        quota=event.quota,
        used=str(event.used),
        limit=str(event.limit),
    )
