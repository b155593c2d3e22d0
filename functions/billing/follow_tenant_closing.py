"""Nobody pays for a tenant that closes: its subscription ends with its period, and at once when it is closed for good.

What is to be done is what the tenant's state says now, whichever event came, and however often.
"""

from datetime import timedelta

from shared.auth.tenant_states import TenantState
from shared.data.unit_of_work import UnitOfWork
from shared.domain.billing.model import LIVE, OVER, BillingAccount
from shared.domain.billing.repository import ACCOUNT_PATH
from shared.domain.tenants.events import TenantClosingChanged
from shared.domain.tenants.repository import TenantRepository
from shared.ports.payments import Payments, Subscription
from shared.runtime.billing import begin_sync, end_sync
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(TenantClosingChanged, external=True, give_up_after=timedelta(days=4))
async def follow_tenant_closing(event: TenantClosingChanged, ctx: ExternalContext) -> None:
    """Cancel the subscription of a tenant that closes, end that of a closed one, renew that of a restored one."""

    async def begin(work: UnitOfWork) -> tuple[TenantState, BillingAccount] | None:
        await work.get_many([TenantRepository.path(work.tenant_id), ACCOUNT_PATH])
        state = await _closing_state(work)
        account = await begin_sync(work, closing=state is TenantState.CLOSING)
        return None if account is None else (state, account)

    begun = await ctx.prepare(begin)
    if begun is None:
        return
    state, account = begun
    subscription = await _followed(ctx.outside.payments, account, state)

    async def conclude(work: UnitOfWork) -> None:
        now = await _closing_state(work)
        reopened = now is state is TenantState.ACTIVE
        after = await end_sync(work, account.syncs, subscription, ctx.config, reopened=reopened)
        if now is not state or after.syncs != account.syncs:
            work.emit(event)

    await ctx.finish(conclude)


async def _closing_state(work: UnitOfWork) -> TenantState:
    """Return closing or closed, and active for everything else, suspended or not."""
    state = (await TenantRepository(work).get(work.tenant_id)).state
    return state if state in (TenantState.CLOSING, TenantState.CLOSED) else TenantState.ACTIVE


async def _followed(payments: Payments, account: BillingAccount, state: TenantState) -> Subscription | None:
    subscription = await payments.subscription(account.customer_id)
    if state is TenantState.CLOSED:
        while subscription is not None and subscription.status not in OVER:
            await payments.end(subscription)
            subscription = await payments.subscription(account.customer_id)
        return subscription
    if subscription is None or subscription.status not in LIVE:
        return subscription
    if state is TenantState.CLOSING and not subscription.cancels_at_period_end:
        return await payments.cancel(subscription)
    if state is TenantState.ACTIVE and account.cancelled_by_closing and subscription.cancels_at_period_end:
        return await payments.renew(subscription)
    return subscription
