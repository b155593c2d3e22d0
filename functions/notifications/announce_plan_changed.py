"""A plan is changed by others than those who live with it."""

from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.plans.events import PlanChanged
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(PlanChanged)
async def announce_plan_changed(event: PlanChanged, ctx: SubscriberContext) -> None:
    """Tell owners and admins which plan their tenant has now."""
    administrators = await MemberRepository(ctx.work).administrators()
    await tell_and_mail(
        ctx.work,
        [each.id for each in administrators],
        NotificationKind.PLAN_CHANGED,
        link="/usage",
        before=event.before,
        plan=event.plan,
    )
