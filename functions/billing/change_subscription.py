"""The other plan holds at once; what was paid for the rest of the period is set off by the next invoice."""

from shared.auth.permissions import Permission
from shared.domain.billing.schemas import BillingView, PaidPlan
from shared.errors import DependencyUnavailable, FailedPrecondition
from shared.runtime.billing import billing_view, end_sync, live_subscription, price_of
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class ChangeSubscription(Request):
    """To which plan."""

    plan: PaidPlan


@command(
    "PUT /v1/billing/plan",
    permission=Permission.BILLING_MANAGE,
    external=True,
    errors=(FailedPrecondition, DependencyUnavailable),
)
async def change_subscription(request: ChangeSubscription, ctx: ExternalContext) -> BillingView:
    """Move the tenant's subscription to another plan; one that was cancelled goes on."""
    payments, price = ctx.outside.payments, price_of(ctx.config, request.plan)
    number, subscription = await live_subscription(ctx, payments)
    if subscription.price_id != price or subscription.cancels_at_period_end:
        subscription = await payments.change_price(subscription, price)
    account = await ctx.finish(lambda work: end_sync(work, number, subscription, ctx.config))
    return billing_view(account, ctx.config)
