"""A payment that failed is told at once, with the day by which to see to it."""

from shared.domain.billing.events import PaymentOverdue
from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(PaymentOverdue)
async def announce_payment_overdue(event: PaymentOverdue, ctx: SubscriberContext) -> None:
    """Tell owners and admins that a payment failed, and until when their plan stays."""
    administrators = await MemberRepository(ctx.work).administrators()
    await tell_and_mail(
        ctx.work,
        [each.id for each in administrators],
        NotificationKind.PAYMENT_OVERDUE,
        link="/usage",
        plan=event.plan,
        until=f"{event.grace_until:%Y-%m-%d %H:%M} UTC",
    )
