"""There is time to do something about it: nothing is refused yet."""

from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.plans.events import QuotaNearlyUsed
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(QuotaNearlyUsed)
async def announce_quota_nearly_used(event: QuotaNearlyUsed, ctx: SubscriberContext) -> None:
    """Tell owners and admins that little of a quota is left."""
    administrators = await MemberRepository(ctx.work).administrators()
    await tell_and_mail(
        ctx.work,
        [each.id for each in administrators],
        NotificationKind.QUOTA_NEARLY_USED,
        link="/usage",
        quota=event.quota,
        used=str(event.used),
        limit=str(event.limit),
    )
