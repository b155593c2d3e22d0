"""What is paid for stays until its period ends; then Stripe says so, and the plan is the free one."""

from shared.auth.permissions import Permission
from shared.domain.billing.schemas import BillingView
from shared.errors import DependencyUnavailable, FailedPrecondition
from shared.runtime.billing import billing_view, end_sync, live_subscription
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class CancelSubscription(Request):
    """Nothing to say."""


@command(
    "POST /v1/billing/cancel",
    permission=Permission.BILLING_MANAGE,
    external=True,
    errors=(FailedPrecondition, DependencyUnavailable),
)
async def cancel_subscription(request: CancelSubscription, ctx: ExternalContext) -> BillingView:
    """Cancel the tenant's subscription with the end of its period."""
    payments = ctx.outside.payments
    number, subscription = await live_subscription(ctx, payments)
    if not subscription.cancels_at_period_end:
        subscription = await payments.cancel(subscription)
    account = await ctx.finish(lambda work: end_sync(work, number, subscription, ctx.config))
    return billing_view(account, ctx.config)
