"""What a subscription means for its tenant: which price is which plan, and which plan a tenant has by it."""

from shared.auth.tenant_states import TenantState
from shared.config import Config, PlanName
from shared.data.unit_of_work import UnitOfWork
from shared.domain.billing.events import GraceEnded, PaymentOverdue
from shared.domain.billing.model import ACCOUNT_ID, BillingAccount
from shared.domain.billing.repository import BillingAccountRepository
from shared.domain.billing.schemas import BillingView
from shared.domain.tenants.events import TenantClosingChanged
from shared.domain.tenants.repository import TenantRepository
from shared.errors import FailedPrecondition
from shared.observability import logging
from shared.ports.payments import Payments, Subscription
from shared.runtime.contexts import ExternalContext
from shared.runtime.metering import month_totals
from shared.runtime.plan_changes import give_plan


def price_of(config: Config, plan: PlanName) -> str:
    """Return what a plan is sold for; raise FailedPrecondition for one that isn't."""
    price = dict(config.stripe_prices).get(plan)
    if price is None:
        raise FailedPrecondition("this plan can't be bought here", code="plan_not_sold")
    return price


def billing_view(account: BillingAccount | None, config: Config) -> BillingView:
    """Return what a caller sees of an account, or of none."""
    plans = tuple(plan for plan, _ in config.stripe_prices)
    return BillingView.of(account, configured=bool(config.stripe_key), plans=plans)


async def begin_sync(work: UnitOfWork, *, closing: bool = False) -> BillingAccount | None:
    """Note that the subscription is being asked for; return the account, whose `syncs` name this time.

    With `closing` it is asked for to cancel it since its tenant closes, which is noted too.
    """
    accounts = BillingAccountRepository(work)
    account = await accounts.find(ACCOUNT_ID)
    if account is None:
        return None
    account = account.with_(syncs=account.syncs + 1)
    if closing and account.is_live and not account.cancels_at_period_end:
        account = account.with_(cancelled_by_closing=True)
    accounts.save(account)
    return account


async def end_sync(
    work: UnitOfWork, number: int, subscription: Subscription | None, config: Config, *, reopened: bool = False
) -> BillingAccount:
    """Store how the subscription stands and give the tenant its plan, unless it was asked for again since.

    With `reopened` no closing has it cancelled any more.
    """
    accounts = BillingAccountRepository(work)
    before = await accounts.get(ACCOUNT_ID)
    if before.syncs != number:
        return before
    plans = {price: plan for plan, price in config.stripe_prices}
    plan = plans.get(subscription.price_id) if subscription else None
    if subscription is not None and plan is None:
        logging.warning("a subscription's price stands for no plan", price=subscription.price_id)
    account = before.synced(subscription, plan, grace=config.billing_grace, at=work.now)
    if reopened:
        account = account.with_(cancelled_by_closing=False)
    if account.subscription_id != before.subscription_id:
        account = account.with_(reported=await month_totals(work), readings=())
        tenant = await TenantRepository(work).find(work.tenant_id)
        if account.is_live and tenant and tenant.state in (TenantState.CLOSING, TenantState.CLOSED):
            work.emit(TenantClosingChanged(state=tenant.state))
    if account.grace_until is not None and account.grace_until != before.grace_until:
        name = plan.value if plan else config.default_plan.value
        work.emit(PaymentOverdue(plan=name, grace_until=account.grace_until))
        work.emit(GraceEnded(grace_until=account.grace_until), at=account.grace_until)
    await store_account(work, before, account, config)
    return account


async def store_account(work: UnitOfWork, before: BillingAccount, account: BillingAccount, config: Config) -> None:
    """Store an account's next state; the tenant's plan follows where what is paid for is something else."""
    BillingAccountRepository(work).save(account)
    if account.granted is not before.granted:
        await give_plan(work, account.granted or config.default_plan)


async def live_subscription(ctx: ExternalContext, payments: Payments) -> tuple[int, Subscription]:
    """Return the subscription that can be changed, and which time it was asked for; raise FailedPrecondition."""
    account = await ctx.prepare(begin_sync)
    subscription = await payments.subscription(account.customer_id) if account and account.is_live else None
    if account is None or subscription is None:
        raise FailedPrecondition("this tenant has no subscription; begin with a checkout", code="not_subscribed")
    return account.syncs, subscription
