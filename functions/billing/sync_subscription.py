"""Whatever Stripe said, and in whichever order: how the subscription stands is what Stripe answers now."""

from datetime import timedelta

from shared.data.unit_of_work import UnitOfWork
from shared.domain.billing.events import SubscriptionSyncDue
from shared.domain.billing.model import BillingAccount
from shared.runtime.billing import begin_sync, end_sync
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(SubscriptionSyncDue, external=True, give_up_after=timedelta(days=4))
async def sync_subscription(event: SubscriptionSyncDue, ctx: ExternalContext) -> None:
    """Ask Stripe how a subscription stands, and give the tenant the plan that it pays for."""
    payments = ctx.outside.payments

    async def begin(work: UnitOfWork) -> BillingAccount | None:
        return await begin_sync(work)

    account = await ctx.prepare(begin)
    if account is None or account.customer_id != event.customer_id:
        return
    subscription = await payments.subscription(account.customer_id)
    await ctx.finish(lambda work: end_sync(work, account.syncs, subscription, ctx.config))
