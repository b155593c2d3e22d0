"""What was used is told to the meters once a day: what is to be told is stored first, under a key it is known again by.

So a report that failed midway, or whose answer was lost, is told again as it was.
"""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.billing.model import ACCOUNT_ID, BillingAccount
from shared.domain.billing.repository import BillingAccountRepository
from shared.domain.upkeep.events import TenantUpkeepDue
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.metering import month_totals


@subscriber(TenantUpkeepDue, external=True)
async def report_usage(event: TenantUpkeepDue, ctx: ExternalContext) -> None:
    """Tell the payment provider what a subscribed tenant used since the last time."""
    meters = dict(ctx.config.stripe_meters)

    async def read(work: UnitOfWork) -> BillingAccount | None:
        accounts = BillingAccountRepository(work)
        account = await accounts.find(ACCOUNT_ID) if meters else None
        if account is None or not account.is_live:
            return None
        metered = account.metered(await month_totals(work), meters)
        if metered != account:
            accounts.save(metered)
        return metered

    account = await ctx.prepare(read)
    if account is None or not account.readings:
        return
    for each in account.readings:
        key = each.key(ctx.tenant_id)
        name, customer_id = meters[each.meter], account.customer_id
        await ctx.outside.payments.report(name, customer_id, each.value, key=key, at=ctx.now)

    async def note(work: UnitOfWork) -> None:
        accounts = BillingAccountRepository(work)
        accounts.save((await accounts.get(ACCOUNT_ID)).told(account.readings))

    await ctx.finish(note)
